using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>A spend as the chain's entries tell it: what was reserved, word for word, and what became of it.</summary>
internal sealed record ChainedSpend(ReadOnlyMemory<byte> Reserved, ReservationState State)
{
    /// <summary>Reads the spends of a whole chain.</summary>
    /// <exception cref="LedgerDamagedException">An entry about a spend makes no sense where it stands.</exception>
    internal static Dictionary<ReservationId, ChainedSpend> ReadAll(LedgerDatabase database)
    {
        Dictionary<ReservationId, ChainedSpend> spends = [];
        foreach ((LedgerEntry entry, _, _) in LedgerChain.ReadAll(database))
        {
            if (entry.Kind == EntryKind.Reserved && !spends.TryAdd(ReservationRecord.ReadId(entry.Body), new ChainedSpend(entry.Body, ReservationState.Reserved)))
            {
                throw new LedgerDamagedException($"ledger entry {entry.Sequence}: the spend was reserved before");
            }

            if (StateAfter(entry.Kind) is { } state)
            {
                ReservationId id = ReservationRecord.ReadId(entry.Body);
                spends[id] = spends.TryGetValue(id, out ChainedSpend? known)
                    ? known with { State = state }
                    : throw new LedgerDamagedException($"ledger entry {entry.Sequence}: the spend was never reserved");
            }
        }

        return spends;
    }

    internal bool Is(Reservation found) => found.State == State && Reserved.Span.SequenceEqual(ReservationRecord.Write(found));

    private static ReservationState? StateAfter(EntryKind kind) => kind switch
    {
        EntryKind.Opened => ReservationState.Opened,
        EntryKind.Stored => ReservationState.Stored,
        EntryKind.Lost => ReservationState.Lost,
        EntryKind.Released => ReservationState.Released,
        _ => null,
    };
}
