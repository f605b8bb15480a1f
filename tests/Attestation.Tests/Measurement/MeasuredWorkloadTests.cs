using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests.Measurement;

/// <summary>A workload has one document, and a workload that differs in anything that counts has another.</summary>
public sealed class MeasuredWorkloadTests
{
    private static readonly MeasuredWorkload s_workload = new()
    {
        Executable = "Host",
        Files = [new("Host", Digest256.Of([1])), new("Host.dll", Digest256.Of([2]))],
        Runtime = [new("shared/Microsoft.NETCore.App/10.0.12", Digest256.Of([3]))],
        Arguments = ["serve"],
        Environment = [],
        Rules = MeasurementRules.None,
        ForeignCode = [],
    };

    [Fact]
    public void The_runtime_stands_under_a_name_that_no_machine_chooses()
    {
        string document = Encoding.ASCII.GetString(Describe(s_workload).Document.Span);
        Assert.Contains("""["mapped","/runtime/shared/Microsoft.NETCore.App/10.0.12",""", document);
        Assert.Contains("""["environment","DOTNET_ROOT","any"]""", document);
    }

    [Fact]
    public void Whatever_counts_changes_host_data()
    {
        MeasuredWorkload[] others =
        [
            s_workload with { Executable = "Host.dll" },
            s_workload with { Files = [s_workload.Files[0], new("Host.dll", Digest256.Of([9]))] },
            s_workload with { Files = [.. s_workload.Files, new("more", Digest256.Of([]))] },
            s_workload with { Runtime = [] },
            s_workload with { Arguments = [] },
            s_workload with { Environment = [new("LD_PRELOAD", "")] },
            s_workload with { ForeignCode = [new("/opt/x.so", Digest256.Of([4]))] },
        ];
        HashSet<Digest256> hostData = [Describe(s_workload).HostData, .. others.Select(other => Describe(other).HostData)];
        Assert.Equal(others.Length + 1, hostData.Count);
    }

    [Fact]
    public void What_no_document_can_state_is_not_described()
    {
        Assert.False((s_workload with { Environment = [new("LD_PRELOAD", "a"), new("LD_PRELOAD", "b")] }).TryDescribe(out _));
        Assert.False((s_workload with { ForeignCode = [new("/memfd:a/../b", Digest256.Of([4]))] }).TryDescribe(out _));
        Assert.False((s_workload with { ForeignCode = [new("/x.so", Digest256.Of([4])), new("/x.so", Digest256.Of([5]))] }).TryDescribe(out _));
        Assert.False((s_workload with { Executable = "absent" }).TryDescribe(out _));
    }

    [Fact]
    public void A_folders_digest_is_that_of_what_sha256sum_prints()
    {
        MeasuredFile a = new("a", Digest256.Of("x"u8));
        MeasuredFile b = new("b/c", Digest256.Of("y"u8));
        Assert.Equal(Digest256.Of(Encoding.UTF8.GetBytes($"{a.Digest}  a\n{b.Digest}  b/c\n")), MeasuredWorkload.DigestOfFolder([b, a]));
    }

    private static MeasuredPolicy Describe(MeasuredWorkload workload)
    {
        Assert.True(workload.TryDescribe(out MeasuredPolicy? policy));
        return policy;
    }
}
