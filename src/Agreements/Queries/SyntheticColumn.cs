namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>A column that synthetic rows have. What values it can take is public: a vocabulary, a label, or a range in bins of equal width.</summary>
public sealed record SyntheticColumn
{
    /// <summary>The most bins of a range.</summary>
    public const int MostBins = 200;

    /// <summary>A categorical column with a public vocabulary, a numeric one with a public range, or a label of the table whose rows are counted.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>Bins of a numeric column, 2 to <see cref="MostBins"/> and no more than its range has whole numbers; 0 for other columns.</summary>
    public required int Bins { get; init; }

    /// <summary>The smallest whole number of each bin of a range but the first, ascending.</summary>
    /// <param name="range">The column's public range.</param>
    public IReadOnlyList<long> EdgesOf(RangeDomain range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return [.. Enumerable.Range(1, Math.Max(Bins - 1, 0)).Select(bin => StartOf(range, bin))];
    }

    /// <summary>The names of the values that synthetic rows hold, in order: of a bin the whole number in its middle, of a label <c>1</c> for positive and <c>0</c>; an empty one last for every other value and for none, but for labels.</summary>
    /// <param name="agreement">The agreement that states the column's domain.</param>
    public IReadOnlyList<string> ValuesIn(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return agreement.FindColumn(Column)?.Domain switch
        {
            VocabularyDomain vocabulary => [.. vocabulary.Values, ""],
            LabelDomain => ["0", "1"],
            RangeDomain range => [.. Enumerable.Range(0, Bins).Select(bin => $"{Middle(StartOf(range, bin), StartOf(range, bin + 1) - 1)}"), ""],
            _ => [],
        };
    }

    private long StartOf(RangeDomain range, int bin) => (long)(range.Minimum + (((Int128)range.Maximum - range.Minimum + 1) * bin / Bins));

    private static long Middle(long first, long last) => (long)(first + (((Int128)last - first) / 2));
}
