using EnclaveCleanRoom.EnclaveHost.Ledger;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

/// <summary>A ledger whose disk has no space: the database's own limit of pages gives the error that a full disk gives.</summary>
internal static class FullDisk
{
    private static int s_rows;

    internal static void Fill(LedgerDatabase database)
    {
        // Both sizes are read and set by the engine; a limit below the present size means the present size.
        database.Execute("PRAGMA max_page_count = 1");
    }

    internal static void Free(LedgerDatabase database) => database.Execute("PRAGMA max_page_count = 1073741823");

    /// <summary>Writes more than a page.</summary>
    internal static void Write(LedgerDatabase database) => database.Transact(() => database.Execute(
        "INSERT INTO requests VALUES ($1, 1)", $"{Interlocked.Increment(ref s_rows)}-{new string('x', 20_000)}"));
}
