using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.EnclaveHost.Limits;

/// <summary>
/// Jobs that ended without having spent anything: denied, or answered by an earlier result. No budget limits them, and each is kept for good,
/// so a requester has only so many within 24 hours. Counted since the instance began: no party can make it begin anew.
/// </summary>
/// <param name="most">How many of one requester.</param>
internal sealed class UnpaidJobs(int most)
{
    /// <summary>Bytes of one requester's, signed documents and reasons together.</summary>
    internal const long MostBytes = 16 << 20;

    private static readonly TimeSpan s_window = TimeSpan.FromHours(24);

    private readonly Lock _lock = new();
    private readonly Dictionary<PartyId, Ended> _ended = [];

    /// <summary>Whether one more job of a requester may be taken in.</summary>
    internal bool Allows(PartyId requester, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_ended.TryGetValue(requester, out Ended? own))
            {
                return true;
            }

            while (own.Jobs.TryPeek(out (DateTimeOffset At, long Bytes) oldest) && oldest.At <= now - s_window)
            {
                own.Bytes -= own.Jobs.Dequeue().Bytes;
            }

            return own.Jobs.Count < most && own.Bytes < MostBytes;
        }
    }

    /// <summary>Counts one.</summary>
    internal void Count(PartyId requester, long bytes, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_ended.TryGetValue(requester, out Ended? own))
            {
                _ended.Add(requester, own = new Ended());
            }

            own.Jobs.Enqueue((now, bytes));
            own.Bytes += bytes;
        }
    }

    private sealed class Ended
    {
        internal Queue<(DateTimeOffset At, long Bytes)> Jobs { get; } = new();

        internal long Bytes { get; set; }
    }
}
