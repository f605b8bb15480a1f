using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Ledger;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

/// <summary>A ledger in a folder of its own, written by the instance of the samples' evidence.</summary>
internal sealed class LedgerFolder : IDisposable
{
    public LedgerFolder(bool takeOver = false)
    {
        Path = Directory.CreateTempSubdirectory("cleanroom-ledger-").FullName;
        Clock.Set(SampleAgreement.Now, System.Diagnostics.Stopwatch.GetTimestamp());
        Database = new LedgerDatabase(System.IO.Path.Combine(Path, "ledger.db"));
        Log = new LedgerLog(Database, SampleAgreement.Signed.Hash, Key, Clock);
        if (takeOver)
        {
            Log.Append(LedgerEntryKind.Instance, SampleEvidence.For(SampleAgreement.Signed.Hash).Write());
        }
    }

    public static System.Security.Cryptography.ECDsa Key => TestOnlyKey.InstanceSigning;

    public static string Instance { get; } = SampleEvidence.Instance.SigningKey.ToString();

    public string Path { get; }

    public RoomClock Clock { get; } = new();

    public LedgerDatabase Database { get; private set; }

    public LedgerLog Log { get; private set; }

    /// <summary>Closes the file and opens it again, as the next process would.</summary>
    public void Reopen()
    {
        Database.Dispose();
        Database = new LedgerDatabase(System.IO.Path.Combine(Path, "ledger.db"));
        Log = new LedgerLog(Database, SampleAgreement.Signed.Hash, Key, Clock);
    }

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
