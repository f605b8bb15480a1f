using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Tests;

/// <summary>Grants for mechanisms, from an account that refuses nothing.</summary>
internal sealed class Room : IReservationStore, IReservationTransaction
{
    private Reservation? _reservation;

    public static BudgetGrant Open(Mechanism mechanism, IEntropy entropy) => Open(entropy, mechanism);

    public static BudgetGrant Open(IEntropy entropy, params Mechanism[] mechanisms)
    {
        BudgetAccount generous = new(new BudgetAccountId("owner", "requester"), new PrivacyCost(long.MaxValue, long.MaxValue));
        bool spent = new BudgetFilter(new Room(), entropy).TrySpend(new ReservationId("job"), new PrivacyPlan(mechanisms), [generous], out BudgetGrant? grant, out _);
        Assert.True(spent);
        grant!.Open();
        return grant;
    }

    public static SyntheticModel Learn(DiscreteTable table, string rho, SyntheticOptions options, int seed, int threads = 2)
    {
        SyntheticPlan plan = new("synthetic", table.Domain, Rho.Parse(rho), options);
        using SeededEntropy entropy = new(seed);
        using BudgetGrant grant = Open(plan.Mechanism, entropy);
        return plan.Learn(grant, table, threads).Value;
    }

    public TResult Transact<TResult>(Func<IReservationTransaction, TResult> body) => body(this);

    public Reservation? Find(ReservationId id) => _reservation;

    public IReadOnlyList<Reservation> Charging(BudgetAccountId account) => [];

    public IReadOnlyList<Reservation> InState(ReservationState state) => [];

    public void Add(Reservation reservation) => _reservation = reservation;

    public void SetState(ReservationId id, ReservationState state) => _reservation = _reservation! with { State = state };
}
