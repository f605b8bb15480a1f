using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>A spend as the log tells it.</summary>
/// <param name="Reserved">What was reserved, word for word.</param>
/// <param name="State">What became of it.</param>
/// <param name="Entry">The place of the entry that reserved it, from 0.</param>
/// <param name="At">The time of that entry.</param>
internal sealed record LoggedSpend(ReadOnlyMemory<byte> Reserved, ReservationState State, long Entry, DateTimeOffset At)
{
    /// <summary>What it was to open; empty when the entry does not say.</summary>
    internal IReadOnlyList<GrantedDataset> Opened { get; } = ReservationRecord.ReadOpened(Reserved);

    /// <summary>Reads the spends of a whole log.</summary>
    /// <exception cref="LedgerDamagedException">An entry about a spend makes no sense where it stands.</exception>
    internal static Dictionary<ReservationId, LoggedSpend> ReadAll(LedgerDatabase database)
    {
        Dictionary<ReservationId, LoggedSpend> spends = [];
        long number = 0;
        foreach (LedgerEntry entry in LedgerLog.Read(database))
        {
            number++;
            if (entry.Kind == LedgerEntryKind.Reserved
                && !spends.TryAdd(
                    ReservationRecord.ReadId(entry.Body), new LoggedSpend(entry.Body, ReservationState.Reserved, number - 1, DateTimeOffset.FromUnixTimeSeconds(entry.At))))
            {
                throw new LedgerDamagedException($"ledger entry {number}: the spend was reserved before");
            }

            if (StateAfter(entry.Kind) is { } state)
            {
                ReservationId id = ReservationRecord.ReadId(entry.Body);
                spends[id] = spends.TryGetValue(id, out LoggedSpend? known)
                    ? known with { State = state }
                    : throw new LedgerDamagedException($"ledger entry {number}: the spend was never reserved");
            }
        }

        return spends;
    }

    internal bool Is(Reservation found) => found.State == State && Reserved.Span.SequenceEqual(ReservationRecord.Write(found, Opened));

    private static ReservationState? StateAfter(LedgerEntryKind kind) => kind switch
    {
        LedgerEntryKind.Opened => ReservationState.Opened,
        LedgerEntryKind.Stored => ReservationState.Stored,
        LedgerEntryKind.Lost => ReservationState.Lost,
        LedgerEntryKind.Released => ReservationState.Released,
        _ => null,
    };
}
