namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Bounds a person of few rows, each of another group, where at most one cell is shared by groups: as most people are. Nothing is ranked, for no cell has too many rows of one group; rows
/// are only told apart by whether their cell is the shared one, without a branch that nobody could predict. The fast twin of <see cref="BucketWork"/>'s way through all other people.
/// </summary>
internal sealed class SingleRows(ContributionBounds bounds, CellOfGroup cells)
{
    private const int MostRows = 32;

    private readonly int[] _cells = new int[MostRows];
    private readonly int[] _values = new int[MostRows];
    private readonly int[] _sharedValues = new int[MostRows];

    /// <summary>Hands over what counts of a person.</summary>
    /// <param name="layout">How rows are read.</param>
    /// <param name="rows">The person's rows, by group in the secret order.</param>
    /// <param name="sink">Where it goes.</param>
    /// <returns>Whether this was such a person; nothing is handed over of others.</returns>
    public bool TryTake<TSink>(EntryLayout layout, ReadOnlySpan<ulong> rows, ref TSink sink)
        where TSink : IContributionSink
    {
        if (rows.Length > MostRows || !cells.HasAtMostOneShared)
        {
            return false;
        }

        int last = -1;
        bool isRepeated = false;
        int own = 0;
        int shared = 0;
        int ownBeforeShared = 0;
        int sharedCode = 0;
        unchecked
        {
            foreach (ulong row in rows)
            {
                int group = layout.GroupOf(row);
                isRepeated |= group == last;
                last = group;
                int code = cells.CodeOf(group);
                int value = layout.ValueOf(row);
                (_cells[own], _values[own], _sharedValues[shared]) = (code, value, value);
                int isShared = code >>> 31;
                int isBeforeShared = (shared - 1) >>> 31;
                ownBeforeShared += isBeforeShared & ~isShared;
                sharedCode |= code & -isShared;
                own += 1 - isShared;
                shared += isShared;
            }
        }

        if (isRepeated)
        {
            return false;
        }

        int most = bounds.MaxGroups;
        if (shared > 0 && ownBeforeShared < most)
        {
            most--;
            sink.Add(~sharedCode, _sharedValues.AsSpan(0, Math.Min(shared, bounds.MaxRowsPerGroup)));
        }

        for (int i = 0; i < Math.Min(own, most); i++)
        {
            sink.Add(_cells[i], _values.AsSpan(i, 1));
        }

        return true;
    }
}
