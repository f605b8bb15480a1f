namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// A number that may be summed. It is counted in whole units, rounded to the nearest, so that a sum is the same in whatever order it is taken;
/// what is absent counts 0.
/// </summary>
public sealed record AmountTerms
{
    /// <summary>The largest magnitude of a bound, in units.</summary>
    public const long LargestBound = 1_000_000_000;

    /// <summary>A numeric column of the table whose rows are counted.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>Units in one of the column's own unit, 1 to 1,000,000: 100 where the column holds euros and cents are counted.</summary>
    public required int UnitsPerOne { get; init; }

    /// <summary>What one person adds to a group is at least this, in units; 0 or less.</summary>
    public required long Lowest { get; init; }

    /// <summary>What one person adds to a group is at most this, in units; above <see cref="Lowest"/> and not below 0.</summary>
    public required long Highest { get; init; }
}
