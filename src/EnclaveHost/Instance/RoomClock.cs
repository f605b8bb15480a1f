using System.Diagnostics;

namespace EnclaveCleanRoom.EnclaveHost.Instance;

/// <summary>
/// The room's time. The operator sets the machine's clock, so it is not asked: time is what an attestation service said
/// in a token for a nonce of ours, plus what a monotonic counter has counted since, and it never runs backwards.
/// </summary>
internal sealed class RoomClock
{
    private readonly Lock _lock = new();
    private DateTimeOffset _base;
    private long _baseTicks;
    private DateTimeOffset _floor = DateTimeOffset.MinValue;

    /// <summary>Whether a token has set the clock yet.</summary>
    internal bool IsSet { get; private set; }

    /// <summary>The present, whole seconds, UTC.</summary>
    /// <exception cref="InvalidOperationException">No token has set the clock yet.</exception>
    internal DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                if (!IsSet)
                {
                    throw new InvalidOperationException("The clock is asked before an attestation token has set it.");
                }

                DateTimeOffset now = _base + Stopwatch.GetElapsedTime(_baseTicks);
                _floor = now > _floor ? now : _floor;
                return DateTimeOffset.FromUnixTimeSeconds(_floor.ToUnixTimeSeconds());
            }
        }
    }

    /// <summary>Takes over the time of a token that was asked for with a fresh nonce.</summary>
    /// <param name="issuedAt">The token's <c>iat</c>.</param>
    /// <param name="askedAt">The monotonic timestamp from before the nonce was sent: the token cannot be older than that.</param>
    internal void Set(DateTimeOffset issuedAt, long askedAt)
    {
        lock (_lock)
        {
            _base = issuedAt;
            _baseTicks = askedAt;
            IsSet = true;
        }
    }

    /// <summary>Time never lies before something that the ledger recorded.</summary>
    /// <param name="recorded">The time of a ledger entry.</param>
    internal void NotBefore(DateTimeOffset recorded)
    {
        lock (_lock)
        {
            _floor = recorded > _floor ? recorded : _floor;
        }
    }
}
