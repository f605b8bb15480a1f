namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

/// <summary>A store that survives nothing: one body at a time, on a copy that replaces the original when the body returns.</summary>
internal sealed class MemoryReservationStore : IReservationStore
{
    private readonly Lock _lock = new();
    private Dictionary<ReservationId, Reservation> _reservations = [];

    public TResult Transact<TResult>(Func<IReservationTransaction, TResult> body)
    {
        lock (_lock)
        {
            View view = new(new Dictionary<ReservationId, Reservation>(_reservations));
            TResult result = body(view);
            _reservations = view.Reservations;
            return result;
        }
    }

    private sealed record View(Dictionary<ReservationId, Reservation> Reservations) : IReservationTransaction
    {
        public Reservation? Find(ReservationId id) => Reservations.GetValueOrDefault(id);

        public IReadOnlyList<Reservation> Charging(BudgetAccountId account) =>
            [.. Reservations.Values.Where(reservation => reservation.Accounts.Contains(account))];

        public IReadOnlyList<Reservation> InState(ReservationState state) =>
            [.. Reservations.Values.Where(reservation => reservation.State == state)];

        public void Add(Reservation reservation)
        {
            if (!Reservations.TryAdd(reservation.Id, reservation))
            {
                throw new InvalidOperationException("The id is known.");
            }
        }

        public void SetState(ReservationId id, ReservationState state)
        {
            if (!Reservations.TryGetValue(id, out Reservation? found))
            {
                throw new InvalidOperationException("The id is not known.");
            }

            Reservations[id] = found with { State = state };
        }
    }
}
