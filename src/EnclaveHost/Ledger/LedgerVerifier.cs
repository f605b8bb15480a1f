using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>Checks the file that an earlier instance left: its rows against each other, and all of it as any reader would (<see cref="LedgerAudit"/>).</summary>
internal static class LedgerVerifier
{
    /// <summary>Verifies the whole ledger.</summary>
    /// <returns>What it holds.</returns>
    /// <exception cref="LedgerDamagedException">Something does not hold.</exception>
    internal static LedgerAudit Verify(LedgerDatabase database, SignedAgreement agreement) =>
        LedgerAudit.TryRun(ReadChecked(database), LedgerLog.ReadCheckpoints(database), agreement, out LedgerAudit? audit, out string? problem)
            ? audit
            : throw new LedgerDamagedException(problem);

    /// <summary>The audit would find a changed entry too, but not where it is.</summary>
    private static IEnumerable<LedgerEntry> ReadChecked(LedgerDatabase database)
    {
        long number = 0;
        foreach (LedgerRow row in LedgerLog.ReadRows(database))
        {
            number++;
            if (row.Sequence != number || !row.Leaf.Span.SequenceEqual(row.Entry.ComputeLeaf().ToArray()))
            {
                throw new LedgerDamagedException($"ledger entry {number}: it was changed, or is not where it was");
            }

            yield return row.Entry;
        }

        // Paging begins behind the smallest number there is: what hides there is found by counting.
        if (database.Query("SELECT count(*) FROM entries", reader => reader.GetInt64(0))[0] != number)
        {
            throw new LedgerDamagedException($"ledger entry {number + 1}: it was changed, or is not where it was");
        }
    }
}
