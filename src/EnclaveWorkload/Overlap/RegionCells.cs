namespace EnclaveCleanRoom.EnclaveWorkload.Overlap;

/// <summary>
/// Where a person counts: by the exact set of tables that hold the person, and, where one of these is the split table, by the person's value there. Sets are
/// written as bits, bit i for table i; cells lie set after set.
/// </summary>
internal sealed class RegionCells
{
    private readonly int[] _starts;
    private readonly int _tables;
    private readonly int _splitTable;

    /// <param name="tables">How many tables there are, 2 to 4.</param>
    /// <param name="splitTable">The table whose people are split, -1 for none.</param>
    /// <param name="values">Into how many values; 1 for none.</param>
    internal RegionCells(int tables, int splitTable, int values)
    {
        (_tables, _splitTable, Values) = (tables, splitTable, values);
        _starts = new int[(1 << tables) + 1];
        for (int set = 1; set < 1 << tables; set++)
        {
            _starts[set + 1] = _starts[set] + WidthOf(set);
        }
    }

    internal int Values { get; }

    internal int Count => _starts[^1];

    /// <summary>Every non-empty set of tables.</summary>
    internal IEnumerable<int> Sets => Enumerable.Range(1, (1 << _tables) - 1);

    /// <summary>The set of all tables.</summary>
    internal int All => (1 << _tables) - 1;

    /// <summary>The cell of a person.</summary>
    /// <param name="set">The tables that hold the person, not none.</param>
    /// <param name="value">The person's value in the split table; unused where it is not among them.</param>
    internal int Of(int set, int value) => _starts[set] + (WidthOf(set) > 1 ? value : 0);

    /// <summary>The sum over all sets that are wanted.</summary>
    internal NoisySum Sum(ReadOnlySpan<long> cells, SumWidths widths, Func<int, bool> isWanted)
    {
        NoisySum sum = new(0, 0, widths);
        foreach (int set in Sets.Where(isWanted))
        {
            sum += NoisySum.Of(cells[_starts[set].._starts[set + 1]], widths);
        }

        return sum;
    }

    /// <summary>The same of one value of the split table; sets without it have none.</summary>
    internal NoisySum SumOfValue(ReadOnlySpan<long> cells, SumWidths widths, int value, Func<int, bool> isWanted)
    {
        NoisySum sum = new(0, 0, widths);
        foreach (int set in Sets.Where(set => Holds(set, _splitTable) && isWanted(set)))
        {
            sum += new NoisySum(cells[_starts[set] + value], 1, widths);
        }

        return sum;
    }

    internal static bool Holds(int set, int table) => (set >> table & 1) == 1;

    private int WidthOf(int set) => _splitTable >= 0 && Holds(set, _splitTable) ? Values : 1;
}
