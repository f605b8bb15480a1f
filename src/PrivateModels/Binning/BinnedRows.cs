namespace EnclaveCleanRoom.PrivateModels.Binning;

/// <summary>The rows as cells, those of a person side by side. People without rows do not occur.</summary>
internal sealed class BinnedRows
{
    private BinnedRows(ushort[][] cells, bool[] labels, int[] starts, int mostRows, bool[]? takesPart = null) =>
        (Cells, Labels, Starts, MostRowsOfAPerson, TakesPart) = (cells, labels, starts, mostRows, takesPart);

    /// <summary>The cell of each row, feature by feature.</summary>
    internal ushort[][] Cells { get; }

    internal bool[] Labels { get; }

    /// <summary>Where the rows of each person start, and at last the number of rows.</summary>
    internal int[] Starts { get; }

    internal int MostRowsOfAPerson { get; }

    internal int RowCount => Labels.Length;

    internal int PeopleCount => Starts.Length - 1;

    /// <summary>Whether each person adds to sums; <see langword="null"/> where all do.</summary>
    internal bool[]? TakesPart { get; }

    /// <summary>The same rows, of which only those of some people add to sums.</summary>
    internal BinnedRows Where(bool[] takesPart) => new(Cells, Labels, Starts, MostRowsOfAPerson, takesPart);

    internal static BinnedRows Of(PrivateExamples examples, IReadOnlyList<FeatureGrid> grids, int threads, CancellationToken cancellationToken)
    {
        (int[] order, int[] starts, int most) = ByPerson(examples.People.Span, examples.PeopleCount);
        ushort[][] cells = new ushort[grids.Count][];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, grids.Count, options, feature =>
        {
            cells[feature] = new ushort[order.Length];
            grids[feature].Read(examples.Columns[feature], order, cells[feature]);
        });
        bool[] labels = new bool[order.Length];
        ReadOnlySpan<bool> given = examples.Labels.Span;
        for (int i = 0; i < order.Length; i++)
        {
            labels[i] = given[order[i]];
        }

        return new BinnedRows(cells, labels, starts, most);
    }

    private static (int[] Order, int[] Starts, int Most) ByPerson(ReadOnlySpan<int> people, int peopleCount)
    {
        int[] next = new int[peopleCount + 1];
        foreach (int person in people)
        {
            next[person + 1]++;
        }

        List<int> starts = new(Math.Min(people.Length, peopleCount) + 1);
        int most = 0;
        for (int person = 0; person < peopleCount; person++)
        {
            int rows = next[person + 1];
            most = Math.Max(most, rows);
            if (rows > 0)
            {
                starts.Add(next[person]);
            }

            next[person + 1] += next[person];
        }

        starts.Add(people.Length);
        int[] order = new int[people.Length];
        for (int row = 0; row < people.Length; row++)
        {
            order[next[people[row]]++] = row;
        }

        return (order, [.. starts], most);
    }
}
