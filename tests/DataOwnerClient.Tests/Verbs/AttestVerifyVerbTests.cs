using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

/// <summary>The program as anyone runs it: the first line is the word, the exit code says the same, and JSON says no less.</summary>
public sealed class AttestVerifyVerbTests : IDisposable
{
    private const string At = " --at 2026-06-01T00:00:00Z";

    private static readonly string s_root = " --trust-root milan:" + Digest256.Of(SimulatedChain.MilanRoot);

    private readonly Shell _shell = new();

    public AttestVerifyVerbTests()
    {
        Write("report.bin", new SimulatedReport().ToBytes());
        Write("chain.pem", SimulatedChain.MilanPem);
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Acceptable_is_the_first_line_and_ends_with_0()
    {
        string output = Verify("acceptable", 0, s_root);
        Assert.Contains("who signed whom", output, StringComparison.Ordinal);
        Assert.Contains("  SEV-VCEK: VCEK, names ASK-SIMULATED as its signer", output, StringComparison.Ordinal);
        Assert.Contains("denials: none", output, StringComparison.Ordinal);
        Assert.Contains("  what was booted: no endorsement", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Genuine_and_not_acceptable_ends_with_2_and_names_wanted_and_found()
    {
        Write("report.bin", new SimulatedReport { Policy = 0xB_001F }.ToBytes());
        string output = Verify("genuine-not-acceptable", 2, s_root);
        Assert.Contains("denials: 1\n  guest.debug: wanted false; found true (clean room)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Forged_ends_with_1()
    {
        Assert.Contains("chain.root: wanted one of ARK-Milan", Verify("forged", 1), StringComparison.Ordinal);
        byte[] report = new SimulatedReport().ToBytes();
        report[0x60] ^= 1;
        Write("report.bin", report);
        Assert.Contains("report.signature: wanted over 672 bytes", Verify("forged", 1, s_root), StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_ends_with_1_also_where_a_file_is_not_there()
    {
        Write("report.bin", [1, 2, 3]);
        Verify("unreadable", 1, s_root);
        File.Delete(_shell.At("report.bin"));
        Assert.Contains("--report: wanted a file that can be read; found There is no file report.bin.", Verify("unreadable", 1, s_root), StringComparison.Ordinal);
        Write("report.bin", new SimulatedReport().ToBytes());
        Verify("unreadable", 1, s_root + " --policy nowhere");
        Verify("unreadable", 1, s_root + " --uvm chain.pem");
    }

    [Fact]
    public void Json_says_the_same()
    {
        JsonElement acceptable = Json(0, s_root);
        Assert.Equal("acceptable", acceptable.GetProperty("verdict").GetString());
        Assert.Equal(["VCEK", "signing key", "root"], acceptable.GetProperty("chain").EnumerateArray().Select(link => link.GetProperty("role").GetString()));
        Assert.Equal(3, acceptable.GetProperty("report").GetProperty("version").GetInt32());
        Assert.Empty(acceptable.GetProperty("denials").EnumerateArray());
        Assert.NotEmpty(acceptable.GetProperty("not_judged").EnumerateArray());

        JsonElement forged = Json(1, "");
        Assert.Equal("forged", forged.GetProperty("verdict").GetString());
        JsonElement denial = forged.GetProperty("denials").EnumerateArray().First();
        Assert.Equal(("authenticate", "chain.root", false), (denial.GetProperty("step").GetString(), denial.GetProperty("claim").GetString(), denial.GetProperty("satisfied").GetBoolean()));
        Assert.NotEqual("", denial.GetProperty("wanted").GetString());
        Assert.NotEqual("", denial.GetProperty("found").GetString());

        File.Delete(_shell.At("chain.pem"));
        Assert.Equal("unreadable", Json(1, "").GetProperty("verdict").GetString());
    }

    [Fact]
    public void The_floors_are_the_askers()
    {
        Verify("genuine-not-acceptable", 2, s_root + " --minimum-tcb milan:snp=25");
        Verify("acceptable", 0, s_root + " --minimum-tcb milan:bootloader=4,tee=0,snp=24,microcode=219");
        Write("uvm.cose", new SimulatedEndorsement().ToBytes());
        Verify("forged", 1, s_root + " --uvm uvm.cose");
    }

    [Fact]
    public void The_policys_text_must_hash_to_the_host_data()
    {
        Write("policy.rego", "simulated policy document"u8.ToArray());
        Verify("acceptable", 0, s_root + " --policy policy.rego");
        Write("policy.rego", "another policy document"u8.ToArray());
        Verify("genuine-not-acceptable", 2, s_root + " --policy policy.rego");
    }

    [Theory]
    [InlineData("--minimum-tcb naples:snp=1", "--minimum-tcb is LINE")]
    [InlineData("--token chain.pem", "give both, or neither")]
    [InlineData("--at yesterday", "--at is a time")]
    public void A_wrong_command_line_never_ends_with_the_code_for_genuine(string options, string advice)
    {
        Shell.Outcome outcome = _shell.Run("attest verify --report report.bin --chain chain.pem " + options);
        Assert.Equal(1, outcome.Code);
        Assert.Contains(advice, outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public void A_missing_or_unknown_option_never_ends_with_the_code_for_genuine()
    {
        Assert.Equal(1, _shell.Run("attest verify --report report.bin").Code);
        Assert.Equal(1, _shell.Run("attest verify --report report.bin --chain chain.pem --unknown").Code);
        Assert.Equal(1, _shell.Run("attest").Code);
        Assert.Equal(1, _shell.Run("attest ftp://somewhere").Code);
        Assert.Equal(ExitCode.Usage, _shell.Run("appraise").Code);
    }

    [Fact]
    public void Real_evidence_goes_through_as_it_was_recorded()
    {
        string folder = Path.GetDirectoryName(SharedData.Require("vectors", "snp", "azure-cleanroom", "insecure-virtual", "encryption", "decoded.snp_report.bin"))!;
        File.Copy(Path.Combine(folder, "decoded.snp_report.bin"), _shell.At("report.bin"), overwrite: true);
        File.Copy(Path.Combine(folder, "decoded.chain.pem"), _shell.At("chain.pem"), overwrite: true);
        File.Copy(Path.Combine(folder, "decoded.uvm_endorsement.cose"), _shell.At("uvm.cose"));
        File.Copy(Path.Combine(folder, "decoded.runtime_data.json"), _shell.At("runtime.json"));
        Shell.Outcome outcome = _shell.Run("attest verify --report report.bin --chain chain.pem --uvm uvm.cose --runtime runtime.json --at 2025-10-01");
        Assert.Equal(2, outcome.Code);
        Assert.StartsWith("genuine-not-acceptable\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("denials: 1\n  host_data.denied", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("ARK-Milan: root, names itself as its signer", outcome.Output, StringComparison.Ordinal);
    }

    private string Verify(string word, int code, string options = "")
    {
        Shell.Outcome outcome = _shell.Run("attest verify --report report.bin --chain chain.pem" + At + options);
        Assert.True(outcome.Code == code && outcome.Output.StartsWith(word + "\n", StringComparison.Ordinal), $"{outcome.Code}\n{outcome.Output}{outcome.Error}");
        return outcome.Output;
    }

    private JsonElement Json(int code, string options)
    {
        Shell.Outcome outcome = _shell.Run("attest verify --report report.bin --chain chain.pem --json" + At + options);
        Assert.Equal(code, outcome.Code);
        return JsonElement.Parse(outcome.Output);
    }

    private void Write(string name, byte[] content) => File.WriteAllBytes(_shell.At(name), content);
}
