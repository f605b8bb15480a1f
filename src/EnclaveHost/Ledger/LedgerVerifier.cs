using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>Checks the file that an earlier instance left: its rows against each other, and all of it as any reader would (<see cref="LedgerAudit"/>).</summary>
internal static class LedgerVerifier
{
    /// <summary>Verifies the whole ledger.</summary>
    /// <returns>What it holds.</returns>
    /// <exception cref="LedgerDamagedException">Something does not hold.</exception>
    internal static LedgerAudit Verify(LedgerDatabase database, SignedAgreement agreement)
    {
        List<LedgerEntry> entries = LedgerLog.Read(database);
        List<(long Sequence, Digest256 Leaf)> rows = database.Query(
            "SELECT sequence, leaf FROM entries ORDER BY sequence", reader => (reader.GetInt64(0), new Digest256(reader.GetFieldValue<byte[]>(1))));
        for (int i = 0; i < entries.Count; i++)
        {
            // The audit below would find it too, but not where it is.
            if (rows[i].Sequence != i + 1 || entries[i].ComputeLeaf() != rows[i].Leaf)
            {
                throw new LedgerDamagedException($"ledger entry {i + 1}: it was changed, or is not where it was");
            }
        }

        return LedgerAudit.TryRun(entries, LedgerLog.ReadCheckpoints(database), agreement, out LedgerAudit? audit, out string? problem)
            ? audit
            : throw new LedgerDamagedException(problem);
    }
}
