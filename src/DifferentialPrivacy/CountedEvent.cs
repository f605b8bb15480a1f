namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>A release and how many times it is made, independently, of the same people.</summary>
public readonly record struct CountedEvent
{
    /// <summary><paramref name="count"/> releases of the kind <paramref name="what"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or above 10^12.</exception>
    public CountedEvent(PrivacyEvent what, long count = 1)
    {
        ArgumentNullException.ThrowIfNull(what);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1_000_000_000_000);
        (Event, Count) = (what, count);
    }

    /// <summary>What is released.</summary>
    public PrivacyEvent Event { get; }

    /// <summary>How many times, at least 1.</summary>
    public long Count { get; }
}
