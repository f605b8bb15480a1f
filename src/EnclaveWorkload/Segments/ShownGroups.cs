using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Which groups an answer shows, and in which order: conditions and orders look at released figures only.</summary>
internal static class ShownGroups
{
    /// <summary>Chooses groups.</summary>
    /// <param name="query">The question.</param>
    /// <param name="figures">Its figures.</param>
    /// <param name="count">The number of noised groups; their cells are the first ones.</param>
    /// <param name="valuesOf">The key values of a group, by cell.</param>
    /// <returns>Cells, in the order in which they are shown.</returns>
    internal static int[] Of(SegmentsQuery query, CellFigures figures, int count, Func<int, IReadOnlyList<string>> valuesOf)
    {
        int[] cells = [.. Enumerable.Range(0, count)];
        foreach (FigureCondition condition in query.Having)
        {
            double[] estimates = figures.Estimates(condition.Figure, count);
            cells = [.. cells.Where(cell => condition.Holds(estimates[cell]))];
        }

        double[][] sortedBy = [.. query.OrderBy.Select(order => KeysOf(order, figures, count))];
        Sort(cells, query.Limit, sortedBy, valuesOf);
        return cells.Length > query.Limit ? cells[..query.Limit] : cells;
    }

    /// <summary>What sorts ascending as the order wants it, missing figures last.</summary>
    private static double[] KeysOf(FigureOrder order, CellFigures figures, int count)
    {
        double[] keys = figures.Estimates(order.Figure, count);
        for (int cell = 0; cell < count; cell++)
        {
            keys[cell] = double.IsNaN(keys[cell]) ? double.PositiveInfinity : order.Descending ? -keys[cell] : keys[cell];
        }

        return keys;
    }

    /// <summary>Sorts by the first keys, then cells with equal ones by the next, and at last by their key values; behind the first cells that are shown their order is left open.</summary>
    private static void Sort(Span<int> cells, int shown, ReadOnlySpan<double[]> sortedBy, Func<int, IReadOnlyList<string>> valuesOf)
    {
        if (cells.Length < 2)
        {
            return;
        }

        if (sortedBy.IsEmpty)
        {
            IReadOnlyList<string>[] values = new IReadOnlyList<string>[cells.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = valuesOf(cells[i]);
            }

            values.AsSpan().Sort(cells, ByText);
            return;
        }

        double[] keys = new double[cells.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = sortedBy[0][cells[i]];
        }

        keys.AsSpan().Sort(cells);
        for (int first = 0, next; first < Math.Min(shown, keys.Length); first = next)
        {
            next = first + 1;
            while (next < keys.Length && keys[next].Equals(keys[first]))
            {
                next++;
            }

            Sort(cells[first..next], shown - first, sortedBy[1..], valuesOf);
        }
    }

    private static int ByText(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        for (int i = 0; i < left.Count; i++)
        {
            int order = string.CompareOrdinal(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
