using EnclaveCleanRoom.DifferentialPrivacy.Bounding;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// How much one person may contribute: at most L0 groups, at most Linf rows in each, and at most so many rows in all. What is kept is
/// chosen by a secret order, never "the first", which whoever arranges the rows could steer.
/// </summary>
/// <remarks>
/// Neighbours: what is kept of a person depends on that person's rows and the secret alone, not on anybody else's, so removing
/// a person changes nothing but that person's own contribution. That is why rows are named by person, group and their ordinal among
/// the person's rows of the group, not by their place in the table.
/// </remarks>
public sealed record ContributionBounds
{
    /// <summary>Bounds for each person.</summary>
    /// <param name="maxGroups">L0, at least 1.</param>
    /// <param name="maxRowsPerGroup">Linf, at least 1.</param>
    /// <param name="maxRows">Rows in all groups together, at least 1; values above L0·Linf bound nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is below 1.</exception>
    public ContributionBounds(int maxGroups, int maxRowsPerGroup, long maxRows = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxGroups);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRowsPerGroup);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        MaxGroups = maxGroups;
        MaxRowsPerGroup = maxRowsPerGroup;
        MaxRows = Math.Min(maxRows, (long)maxGroups * maxRowsPerGroup);
    }

    /// <summary>L0: groups a person.</summary>
    public int MaxGroups { get; }

    /// <summary>Linf: rows a person and group.</summary>
    public int MaxRowsPerGroup { get; }

    /// <summary>Rows a person in all, at most L0·Linf.</summary>
    public long MaxRows { get; }

    /// <summary>Sensitivity of the number of people in each group.</summary>
    public Sensitivity OfPeoplePerGroup => Sensitivity.OfEntries(Math.Min(MaxGroups, MaxRows), 1);

    /// <summary>
    /// Sensitivity of the number of rows in each group, and likewise of those rows split into <paramref name="parts"/> kinds (clicks and
    /// non-clicks are two).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is below 1.</exception>
    public Sensitivity OfRowsPerGroup(int parts = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        long perGroup = Math.Min(MaxRowsPerGroup, MaxRows);

        // The sum of squares is largest when as many entries as possible are full and the rest of the rows share one more.
        long full = MaxRows / perGroup;
        long rest = MaxRows % perGroup;
        long entries = Math.Min(checked((long)MaxGroups * Math.Min(parts, MaxRowsPerGroup)), MaxRows);
        return Sensitivity.OfNorms(entries, MaxRows, checked((full * perGroup * perGroup) + (rest * rest)), perGroup);
    }

    /// <summary>
    /// Sensitivity of the sum in each group of values that lie within <paramref name="range"/> in whole units, where people without rows add nothing.
    /// </summary>
    /// <exception cref="OverflowException">A norm does not fit into 64 bits.</exception>
    public Sensitivity OfSumsPerGroup(ValueRange range)
    {
        Sensitivity rows = OfRowsPerGroup();
        long largest = range.LargestMagnitude;
        return largest == 0
            ? Sensitivity.One
            : checked(Sensitivity.OfNorms(rows.L0, rows.L1 * largest, rows.L2Squared * largest * largest, rows.LInfinity * largest));
    }

    /// <summary>Sensitivity of how many different groups occur at all, over everybody: a person can be the only one of each of theirs.</summary>
    public Sensitivity OfDistinctGroups => Sensitivity.OfEntries(1, Math.Min(MaxGroups, MaxRows));

    /// <summary>Chooses which rows count.</summary>
    /// <param name="people">The person of each row, as a code; below 0 means nobody, and the row does not count.</param>
    /// <param name="groups">The group of each row, as a code; below 0 means none, and the row does not count.</param>
    /// <param name="order">The job's secret order.</param>
    /// <returns>The rows kept, in ascending order; linear time in their number.</returns>
    /// <exception cref="ArgumentException">The two are of different lengths.</exception>
    public BoundedRows Apply(ReadOnlySpan<int> people, ReadOnlySpan<int> groups, SecretOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (people.Length != groups.Length)
        {
            throw new ArgumentException("There must be a group for each person.", nameof(groups));
        }

        return new BoundedRows(this, RowBounding.Keep(this, people, groups, order));
    }

    /// <summary>
    /// Chooses which rows count, and hands over what each person contributes to each cell: of a person the cells of the first groups, as many as allowed, where all groups of one cell are as
    /// one that lies where the first of them does.
    /// </summary>
    /// <typeparam name="TSink">Where it goes.</typeparam>
    /// <param name="rows">The rows, by person and group, the groups in the secret order.</param>
    /// <param name="cells">
    /// The cell of each group: several groups may share one, which then is what is bounded; below 0, rows of the group do not count. It must not depend on the rows
    /// but through private releases.
    /// </param>
    /// <param name="order">A secret order, by which rows of a cell are ranked.</param>
    /// <param name="sinks">One for each thread to use; who gets what is left open, and so only what does not depend on it may be made of it, such as sums of integers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">There is no sink, there are fewer cells than groups, or these bounds limit the rows of a person in all.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Apply<TSink>(RowsByPerson rows, int[] cells, SecretOrder order, TSink[] sinks, CancellationToken cancellationToken)
        where TSink : IContributionSink
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(sinks);
        ArgumentOutOfRangeException.ThrowIfZero(sinks.Length, nameof(sinks));
        ArgumentOutOfRangeException.ThrowIfLessThan(cells.Length, rows.GroupCount, nameof(cells));
        if (MaxRows < (long)MaxGroups * MaxRowsPerGroup)
        {
            throw new ArgumentException("Rows of a person in all are limited by the other overload alone.", nameof(rows));
        }

        rows.Buckets.Bound(this, cells, order, sinks, cancellationToken);
    }
}
