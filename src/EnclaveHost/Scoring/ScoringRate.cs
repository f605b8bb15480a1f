using System.Diagnostics;
using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>
/// How much one party may have scored: so many requests and rows a second, with a burst of one second. It keeps a room that also computes for others answerable; a released model has nothing to
/// hide from whom it was released to.
/// </summary>
/// <param name="time">Monotonic ticks of <see cref="Stopwatch"/>.</param>
internal sealed class ScoringRate(Func<long> time)
{
    internal const int RequestsPerSecond = 1000;

    internal const int RowsPerSecond = 5_000_000;

    /// <summary>What a model that is handed in counts as: ten of them are a second's share.</summary>
    internal const int RowsOfModel = RowsPerSecond / 10;

    /// <summary>Bytes that cannot be read count as a row for each so many.</summary>
    internal const int BytesOfRow = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<PartyId, (double Requests, double Rows, long At)> _left = [];

    internal ScoringRate()
        : this(Stopwatch.GetTimestamp)
    {
    }

    /// <summary>Takes one request out of a party's share.</summary>
    /// <returns>False when none is left, of requests or of rows: the party has to wait.</returns>
    internal bool TryEnter(PartyId party)
    {
        lock (_lock)
        {
            (double requests, double rows, long at) = Refill(party);
            bool mayEnter = requests >= 1 && rows >= 0;
            _left[party] = (mayEnter ? requests - 1 : requests, rows, at);
            return mayEnter;
        }
    }

    /// <summary>Takes rows that are scored out of a party's share; what is owed is waited for before the next request.</summary>
    internal void Charge(PartyId party, int rows)
    {
        lock (_lock)
        {
            (double requests, double left, long at) = Refill(party);
            _left[party] = (requests, left - rows, at);
        }
    }

    private (double Requests, double Rows, long At) Refill(PartyId party)
    {
        long now = time();
        if (!_left.TryGetValue(party, out (double Requests, double Rows, long At) left))
        {
            return (RequestsPerSecond, RowsPerSecond, now);
        }

        double seconds = (double)(now - left.At) / Stopwatch.Frequency;
        return (Math.Min(left.Requests + (seconds * RequestsPerSecond), RequestsPerSecond), Math.Min(left.Rows + (seconds * RowsPerSecond), RowsPerSecond), now);
    }
}
