namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Sorts rows by person and group (stable, by digits), then keeps within each person the groups, and within each group the rows, that
/// come first in the secret order.
/// </summary>
internal static class RowBounding
{
    public static int[] Keep(ContributionBounds bounds, ReadOnlySpan<int> people, ReadOnlySpan<int> groups, SecretOrder order)
    {
        int[] rows = SortedRows.ByPersonThenGroup(people, groups);
        Span<RowRun> runs = SortedRows.Runs(rows, people, groups);
        runs = FewestRanked.Keep<RowRun, GroupsOfPerson>(runs, bounds.MaxGroups, order);

        Span<KeptRow> kept = Expand(runs, rows);
        kept = FewestRanked.Keep<KeptRow, RowsOfGroup>(kept, bounds.MaxRowsPerGroup, order);
        if (bounds.MaxRows < (long)bounds.MaxGroups * bounds.MaxRowsPerGroup)
        {
            kept = FewestRanked.Keep<KeptRow, RowsOfPerson>(kept, (int)Math.Min(bounds.MaxRows, int.MaxValue), order);
        }

        return Ascending(kept, people.Length);
    }

    private static KeptRow[] Expand(ReadOnlySpan<RowRun> runs, int[] rows)
    {
        int count = 0;
        foreach (RowRun run in runs)
        {
            count += run.Count;
        }

        KeptRow[] expanded = new KeptRow[count];
        int next = 0;
        foreach (RowRun run in runs)
        {
            for (int ordinal = 0; ordinal < run.Count; ordinal++)
            {
                expanded[next++] = new KeptRow(run.Person, run.Group, ordinal, rows[run.Start + ordinal]);
            }
        }

        return expanded;
    }

    private static int[] Ascending(ReadOnlySpan<KeptRow> kept, int rowCount)
    {
        bool[] isKept = new bool[rowCount];
        foreach (KeptRow row in kept)
        {
            isKept[row.Row] = true;
        }

        int[] ascending = new int[kept.Length];
        int next = 0;
        for (int row = 0; row < rowCount; row++)
        {
            if (isKept[row])
            {
                ascending[next++] = row;
            }
        }

        return ascending;
    }
}
