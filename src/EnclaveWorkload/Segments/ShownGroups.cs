using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Which groups an answer shows, and in which order: conditions and orders look at released figures only.</summary>
internal static class ShownGroups
{
    /// <summary>Chooses groups.</summary>
    /// <param name="query">The question.</param>
    /// <param name="figures">Its figures.</param>
    /// <param name="values">The key values of each noised group, by cell.</param>
    /// <returns>Cells, in the order in which they are shown.</returns>
    internal static int[] Of(SegmentsQuery query, CellFigures figures, IReadOnlyList<IReadOnlyList<string>> values)
    {
        int[] cells = [.. Enumerable.Range(0, values.Count)];
        foreach (FigureCondition condition in query.Having)
        {
            cells = [.. cells.Where(cell => condition.Holds(figures.Estimate(condition.Figure, cell)))];
        }

        double[][] sortedBy = [.. query.OrderBy.Select(order => KeysOf(order, figures, values.Count))];
        Array.Sort(cells, (left, right) => Compare(sortedBy, values, left, right));
        return cells.Length > query.Limit ? cells[..query.Limit] : cells;
    }

    /// <summary>What sorts ascending as the order wants it, missing figures last.</summary>
    private static double[] KeysOf(FigureOrder order, CellFigures figures, int count)
    {
        double[] keys = new double[count];
        for (int cell = 0; cell < count; cell++)
        {
            double estimate = figures.Estimate(order.Figure, cell);
            keys[cell] = double.IsNaN(estimate) ? double.PositiveInfinity : order.Descending ? -estimate : estimate;
        }

        return keys;
    }

    private static int Compare(double[][] sortedBy, IReadOnlyList<IReadOnlyList<string>> values, int left, int right)
    {
        foreach (double[] keys in sortedBy)
        {
            int order = keys[left].CompareTo(keys[right]);
            if (order != 0)
            {
                return order;
            }
        }

        for (int i = 0; i < values[left].Count; i++)
        {
            int order = string.CompareOrdinal(values[left][i], values[right][i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
