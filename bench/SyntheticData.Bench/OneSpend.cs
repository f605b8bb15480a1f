using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>A store for a single spend, in memory: measurements need a grant, and a grant needs a spend.</summary>
internal sealed class OneSpend : IReservationStore, IReservationTransaction
{
    private Reservation? _reservation;

    /// <summary>Spends a plan of these mechanisms with noise that follows from a seed.</summary>
    public static BudgetGrant Open(Mechanism[] mechanisms, IEntropy entropy)
    {
        BudgetAccount account = new(new BudgetAccountId("owner", "requester"), new PrivacyCost(long.MaxValue, long.MaxValue));
        if (!new BudgetFilter(new OneSpend(), entropy).TrySpend(new ReservationId("bench"), new PrivacyPlan(mechanisms), [account], out BudgetGrant? grant, out _))
        {
            throw new InvalidOperationException("A generous account refuses nothing.");
        }

        grant.Open();
        return grant;
    }

    public TResult Transact<TResult>(Func<IReservationTransaction, TResult> body) => body(this);

    public Reservation? Find(ReservationId id) => _reservation;

    public IReadOnlyList<Reservation> Charging(BudgetAccountId account) => [];

    public IReadOnlyList<Reservation> InState(ReservationState state) => [];

    public void Add(Reservation reservation) => _reservation = reservation;

    public void SetState(ReservationId id, ReservationState state) => _reservation = _reservation! with { State = state };
}
