using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// The right to run one plan once. Only <see cref="BudgetFilter.TrySpend"/> makes one. Each mechanism of the plan can consume its part
/// once, and only after <see cref="Open"/>; noise is drawn from the grant, so there is none without a spend.
/// </summary>
/// <remarks>Safe for use by several threads. After a crash <see cref="BudgetFilter.Recover"/> settles what a grant left behind.</remarks>
public sealed class BudgetGrant : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IReservationStore _store;
    private readonly IEntropy _entropy;
    private readonly List<Mechanism> _unused;

    internal BudgetGrant(IReservationStore store, IEntropy entropy, ReservationId id, PrivacyPlan plan)
    {
        (_store, _entropy, Id, Plan) = (store, entropy, id, plan);
        _unused = [.. plan.Mechanisms];
        State = ReservationState.Reserved;
    }

    /// <summary>The id of the spend.</summary>
    public ReservationId Id { get; }

    /// <summary>What may be run.</summary>
    public PrivacyPlan Plan { get; }

    /// <summary>Where the spend is in its life.</summary>
    public ReservationState State { get; private set; }

    /// <summary>Records durably that data is about to be touched. From here the charge stays.</summary>
    /// <exception cref="InvalidOperationException">The grant is not freshly reserved.</exception>
    public void Open() => Advance(ReservationState.Reserved, ReservationState.Opened);

    /// <summary>Records that the result is stored durably.</summary>
    /// <param name="together">What is written in the same transaction; all of it is durable, or none.</param>
    /// <exception cref="InvalidOperationException">The grant is not open.</exception>
    public void MarkStored(Action? together = null) => Advance(ReservationState.Opened, ReservationState.Stored, together);

    /// <summary>Records that data was touched and no result came of it; the charge stays.</summary>
    /// <param name="together">What is written in the same transaction; all of it is durable, or none.</param>
    /// <exception cref="InvalidOperationException">The grant is not open.</exception>
    public void MarkLost(Action? together = null) => Advance(ReservationState.Opened, ReservationState.Lost, together);

    /// <summary>Gives the charge back, which only a grant that was never opened can do.</summary>
    /// <exception cref="InvalidOperationException">Data may have been touched, or the grant is used up.</exception>
    public void Release() => Advance(ReservationState.Reserved, ReservationState.Released);

    /// <summary>A secret for choosing what to keep, drawn for this job.</summary>
    /// <exception cref="InvalidOperationException">The grant is not open.</exception>
    public SecretOrder CreateSecretOrder()
    {
        lock (_lock)
        {
            RequireOpen();
            return new SecretOrder(_entropy);
        }
    }

    /// <summary>Refuses where nothing may be released any more.</summary>
    /// <exception cref="InvalidOperationException">The grant is not open.</exception>
    internal void RequireStillOpen()
    {
        lock (_lock)
        {
            RequireOpen();
        }
    }

    /// <summary>Secret coins for who takes part in a release, drawn for this job.</summary>
    /// <exception cref="InvalidOperationException">The grant is not open.</exception>
    public SecretSample CreateSecretSample()
    {
        lock (_lock)
        {
            RequireOpen();
            return new SecretSample(_entropy);
        }
    }

    /// <summary>Takes the part of <paramref name="mechanism"/> out of the plan and hands out its randomness; the caller disposes it.</summary>
    /// <exception cref="InvalidOperationException">The plan holds no unused part of it, or the grant is not open.</exception>
    internal EntropyWords Consume(Mechanism mechanism)
    {
        lock (_lock)
        {
            RequireOpen();
            int index = _unused.FindIndex(planned => ReferenceEquals(planned, mechanism));
            if (index < 0)
            {
                throw new InvalidOperationException($"The plan holds no unused '{mechanism.Name}'.");
            }

            _unused.RemoveAt(index);
            return new EntropyWords(_entropy);
        }
    }

    /// <summary>Gives an unopened charge back; a grant left open is for <see cref="BudgetFilter.Recover"/> to call lost.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (State == ReservationState.Reserved)
            {
                Advance(ReservationState.Reserved, ReservationState.Released);
            }

            _unused.Clear();
        }
    }

    private void RequireOpen()
    {
        if (State != ReservationState.Opened)
        {
            throw new InvalidOperationException($"A grant is used between Open and its end; this one is {State}.");
        }
    }

    private void Advance(ReservationState from, ReservationState to, Action? together = null)
    {
        lock (_lock)
        {
            if (State != from)
            {
                throw new InvalidOperationException($"A grant that is {State} cannot become {to}.");
            }

            _store.Transact(transaction =>
            {
                if (transaction.Find(Id)?.State != from)
                {
                    throw new InvalidOperationException($"The store does not hold this spend as {from}.");
                }

                transaction.SetState(Id, to);
                together?.Invoke();
                return true;
            });
            State = to;
        }
    }
}
