using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels.Bench.Own;

/// <summary>A ledger for one job that forgets: what is planned wants a grant, and here nothing is released.</summary>
internal sealed class UnlimitedBudget : IReservationStore, IReservationTransaction
{
    private readonly Dictionary<ReservationId, Reservation> _reservations = [];

    internal static BudgetGrant Grant(PrivacyPlan plan, IEntropy entropy)
    {
        BudgetFilter filter = new(new UnlimitedBudget(), entropy);
        BudgetAccount account = new(new BudgetAccountId("owner", "requester"), new PrivacyCost(long.MaxValue, long.MaxValue));
        if (!filter.TrySpend(new ReservationId("job"), plan, [account], out BudgetGrant? grant, out _))
        {
            throw new InvalidOperationException("An empty ledger refused a spend.");
        }

        grant.Open();
        return grant;
    }

    public TResult Transact<TResult>(Func<IReservationTransaction, TResult> body) => body(this);

    public Reservation? Find(ReservationId id) => _reservations.GetValueOrDefault(id);

    public IReadOnlyList<Reservation> Charging(BudgetAccountId account) => [.. _reservations.Values.Where(one => one.Accounts.Contains(account))];

    public IReadOnlyList<Reservation> InState(ReservationState state) => [.. _reservations.Values.Where(one => one.State == state)];

    public void Add(Reservation reservation) => _reservations.Add(reservation.Id, reservation);

    public void SetState(ReservationId id, ReservationState state) => _reservations[id] = _reservations[id] with { State = state };
}
