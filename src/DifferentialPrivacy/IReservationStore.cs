namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Keeps reservations. It knows nothing of budgets: it gives one body at a time a consistent view and makes what the body
/// wrote durable, all or none.
/// </summary>
public interface IReservationStore
{
    /// <summary>
    /// Runs <paramref name="body"/> alone, and returns only after everything it wrote survives a crash. When <paramref name="body"/> or the
    /// commit throws, nothing it wrote is kept and the exception reaches the caller.
    /// </summary>
    public TResult Transact<TResult>(Func<IReservationTransaction, TResult> body);
}
