using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Startup;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Startup;

public sealed class RoomBuilderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cleanroom-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_instance_that_nobody_accepts_leaves_no_trace_in_the_ledger()
    {
        AppraisalCheck refusal = new(AppraisalStep.Appraise, "host_data", "one", "another", false, "the parties");
        using LedgerDatabase ledger = RoomBuilder.OpenLedger(_folder, [refusal]);
        ledger.Execute("INSERT INTO requests VALUES ('a', 1)");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void An_instance_that_is_acceptable_writes_the_ledger_of_its_folder()
    {
        using (LedgerDatabase ledger = RoomBuilder.OpenLedger(_folder, []))
        {
            ledger.Execute("INSERT INTO requests VALUES ('a', 1)");
        }

        using LedgerDatabase again = RoomBuilder.OpenLedger(_folder, []);
        Assert.Equal(["a"], again.Query("SELECT id FROM requests", reader => reader.GetString(0)));
    }
}
