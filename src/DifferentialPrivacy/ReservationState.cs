namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// The life of a spend: <c>Reserved → Opened → Stored | Lost</c>, or <c>Reserved → Released</c>. Every state but <see cref="Released"/> counts
/// against the budget.
/// </summary>
public enum ReservationState
{
    /// <summary>Charged; no page of data has been touched.</summary>
    Reserved = 1,

    /// <summary>Data may have been touched; the charge can no longer be given back.</summary>
    Opened = 2,

    /// <summary>The result is stored durably.</summary>
    Stored = 3,

    /// <summary>Data was touched and there is no result; the charge stays and the job never runs again.</summary>
    Lost = 4,

    /// <summary>No page was touched and none will be; the charge was given back.</summary>
    Released = 5,
}
