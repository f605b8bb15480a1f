using EnclaveCleanRoom.Agreements.Requests;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>
/// Remembers the ids of scoring requests for as long as their signatures count, in memory alone. That is enough here: a request is signed for this instance's key, which ends with the process, and
/// it changes nothing; and a row that must be scored in milliseconds cannot wait for a disk.
/// </summary>
internal sealed class ScoringRequests
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Expires)> _order = new();

    /// <summary>Whether a request's id was used before.</summary>
    internal bool WasUsed(AuthenticatedRequest request)
    {
        lock (_lock)
        {
            return _used.Contains(request.Id);
        }
    }

    /// <summary>Remembers a request's id.</summary>
    /// <returns>False when it was used before: a replay.</returns>
    internal bool TryRemember(AuthenticatedRequest request, DateTimeOffset now)
    {
        long present = now.ToUnixTimeSeconds();
        lock (_lock)
        {
            // In the order of arrival: one that expires later holds those behind it back by two minutes at most.
            while (_order.TryPeek(out (string Id, long Expires) oldest) && oldest.Expires <= present)
            {
                _used.Remove(_order.Dequeue().Id);
            }

            long expires = request.Expires.ToUnixTimeSeconds();
            if (!_used.Add(request.Id))
            {
                return false;
            }

            _order.Enqueue((request.Id, expires));
            return true;
        }
    }
}
