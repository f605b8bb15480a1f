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
        List<RowRun> runs = SortedRows.Runs(rows, people, groups);
        List<RowRun> kept = FewestRanked.Keep(
            runs, (left, right) => left.Person == right.Person, bounds.MaxGroups,
            run => new OrderItem(OrderPurpose.GroupOfPerson, run.Person, run.Group), order);

        List<KeptRow> candidates = [];
        foreach (RowRun run in kept)
        {
            for (int ordinal = 0; ordinal < run.Count; ordinal++)
            {
                candidates.Add(new KeptRow(run.Person, run.Group, ordinal, rows[run.Start + ordinal]));
            }
        }

        candidates = FewestRanked.Keep(
            candidates, (left, right) => left.Person == right.Person && left.Group == right.Group, bounds.MaxRowsPerGroup,
            row => new OrderItem(OrderPurpose.RowOfGroup, row.Person, row.Group, row.Ordinal), order);
        if (bounds.MaxRows < (long)bounds.MaxGroups * bounds.MaxRowsPerGroup)
        {
            candidates = FewestRanked.Keep(
                candidates, (left, right) => left.Person == right.Person, (int)Math.Min(bounds.MaxRows, int.MaxValue),
                row => new OrderItem(OrderPurpose.RowOfPerson, row.Person, row.Group, row.Ordinal), order);
        }

        bool[] isKept = new bool[people.Length];
        foreach (KeptRow row in candidates)
        {
            isKept[row.Row] = true;
        }

        int[] result = new int[candidates.Count];
        int next = 0;
        for (int row = 0; row < isKept.Length; row++)
        {
            if (isKept[row])
            {
                result[next++] = row;
            }
        }

        return result;
    }
}
