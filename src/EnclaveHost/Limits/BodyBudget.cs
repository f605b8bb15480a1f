using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.EnclaveHost.Limits;

/// <summary>
/// The memory that bodies of requests may take at a time. Each party has an equal share of it for itself and waits for that alone, in the order of its requests:
/// whatever one party sends, and however slowly, takes nobody else's turn.
/// </summary>
/// <param name="limits">The operator's limits.</param>
/// <param name="parties">How many parties share.</param>
internal sealed class BodyBudget(RoomLimits limits, int parties)
{
    /// <summary>How long a request waits for its party's share before it is told to come again.</summary>
    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<PartyId, Share> _shares = [];

    /// <summary>Bytes that one party may hold: never less than one body.</summary>
    private readonly long _each = Math.Max(limits.Bodies / Math.Max(parties, 1), limits.Body);

    /// <summary>Waits until a body of this many bytes fits into its party's share.</summary>
    /// <param name="party">Whose request.</param>
    /// <param name="bytes">At most <see cref="RoomLimits.Body"/>.</param>
    /// <param name="patience">How long.</param>
    /// <param name="cancellationToken">The caller went away.</param>
    /// <returns>The place, which is given back when it is disposed; <see langword="null"/> when none became free.</returns>
    internal async Task<IDisposable?> TakeAsync(PartyId party, long bytes, TimeSpan patience, CancellationToken cancellationToken)
    {
        Place place;
        lock (_lock)
        {
            if (!_shares.TryGetValue(party, out Share? share))
            {
                _shares.Add(party, share = new Share { Left = _each });
            }

            place = new Place(this, share, bytes);
            share.Waiting.AddLast(place);
            Admit(share);
        }

        try
        {
            await place.Admitted.WaitAsync(patience, cancellationToken);
            return place;
        }
        catch (TimeoutException)
        {
            place.Dispose();
            return null;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    private static void Admit(Share share)
    {
        while (share.Waiting.First is { Value: { } next } && next.Bytes <= share.Left)
        {
            share.Waiting.RemoveFirst();
            share.Left -= next.Bytes;
            next.Enter();
        }
    }

    private sealed class Share
    {
        internal long Left { get; set; }

        internal LinkedList<Place> Waiting { get; } = new();
    }

    private sealed class Place(BodyBudget budget, Share share, long bytes) : IDisposable
    {
        private readonly TaskCompletionSource _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _isGone;

        internal long Bytes => bytes;

        internal Task Admitted => _admitted.Task;

        internal void Enter() => _admitted.TrySetResult();

        public void Dispose()
        {
            lock (budget._lock)
            {
                if (_isGone)
                {
                    return;
                }

                _isGone = true;
                if (!share.Waiting.Remove(this))
                {
                    share.Left += bytes;
                }

                Admit(share);
            }
        }
    }
}
