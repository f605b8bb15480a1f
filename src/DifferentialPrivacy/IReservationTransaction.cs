namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>A consistent view of the reservations, valid only while its body runs. A body sees its own writes.</summary>
public interface IReservationTransaction
{
    /// <summary>The reservation of this id, or <see langword="null"/> when the id was never used.</summary>
    public Reservation? Find(ReservationId id);

    /// <summary>Every reservation, in any state, that charges <paramref name="account"/>; no order.</summary>
    public IReadOnlyList<Reservation> Charging(BudgetAccountId account);

    /// <summary>Every reservation now in <paramref name="state"/>; no order.</summary>
    public IReadOnlyList<Reservation> InState(ReservationState state);

    /// <summary>Adds a reservation.</summary>
    /// <exception cref="InvalidOperationException">Its id is known.</exception>
    public void Add(Reservation reservation);

    /// <summary>Replaces the state of a known reservation.</summary>
    /// <exception cref="InvalidOperationException">The id is not known.</exception>
    public void SetState(ReservationId id, ReservationState state);
}
