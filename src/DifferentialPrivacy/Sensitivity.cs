namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// How far a vector of integers can move when one person is added or removed (all rows of one id, in any non-empty subset of the
/// tables). All four norms are declared together; a mechanism says which it uses.
/// </summary>
/// <remarks>L2 is kept squared, because the square is an integer and the root is not.</remarks>
public readonly record struct Sensitivity
{
    private Sensitivity(long l0, long l1, long l2Squared, long lInfinity) =>
        (L0, L1, L2Squared, LInfinity) = (l0, l1, l2Squared, lInfinity);

    /// <summary>Number of entries of the vector that can change, at least 1.</summary>
    public long L0 { get; }

    /// <summary>Sum of the absolute changes, at least 1.</summary>
    public long L1 { get; }

    /// <summary>Sum of the squared changes, at least 1.</summary>
    public long L2Squared { get; }

    /// <summary>Largest absolute change of one entry, at least 1.</summary>
    public long LInfinity { get; }

    /// <summary>One person moves one entry by one.</summary>
    public static Sensitivity One => new(1, 1, 1, 1);

    /// <summary>One person moves at most <paramref name="entries"/> entries, each by at most <paramref name="perEntry"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is below 1.</exception>
    /// <exception cref="OverflowException">A norm does not fit into 64 bits.</exception>
    public static Sensitivity OfEntries(long entries, long perEntry)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(entries);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perEntry);
        return checked(new Sensitivity(entries, entries * perEntry, entries * perEntry * perEntry, perEntry));
    }

    /// <summary>Norms worked out by the caller.</summary>
    /// <exception cref="ArgumentException">No integer vector has such norms: one is below 1, or they contradict each other.</exception>
    public static Sensitivity OfNorms(long l0, long l1, long l2Squared, long lInfinity) => TryOfNorms(l0, l1, l2Squared, lInfinity, out Sensitivity norms)
        ? norms
        : throw new ArgumentException("The norms contradict each other.", nameof(l2Squared));

    /// <summary>Norms that somebody states; <see langword="false"/> when one is below 1, or they contradict each other.</summary>
    public static bool TryOfNorms(long l0, long l1, long l2Squared, long lInfinity, out Sensitivity norms)
    {
        bool isPossible = l0 >= 1 && l1 >= l0 && lInfinity >= 1 && l1 >= lInfinity
            && l2Squared >= l1 && l2Squared >= (Int128)lInfinity * lInfinity && l2Squared <= (Int128)l1 * lInfinity;
        norms = isPossible ? new Sensitivity(l0, l1, l2Squared, lInfinity) : default;
        return isPossible;
    }

    /// <summary>
    /// The same bounds where removing a person from one table does not remove the person's rows but moves them, as an outer join does when
    /// the rows of the other table stay and change their group: one non-negative contribution within the bounds is replaced by another.
    /// </summary>
    /// <remarks>For a, b ≥ 0 entrywise: |a-b|₁ ≤ |a|₁+|b|₁, |a-b|₂² ≤ |a|₂²+|b|₂², and no entry changes by more than the larger of the two.</remarks>
    /// <exception cref="OverflowException">A norm does not fit into 64 bits.</exception>
    public Sensitivity ForReplacement() => checked(new Sensitivity(2 * L0, 2 * L1, 2 * L2Squared, LInfinity));
}
