namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// A column that synthetic rows have. What values it can take is public, by a vocabulary, a label, or a range in bins of equal width; or is chosen privately, which is charged: the categories and items that many people have, or the
/// edges of bins that hold equally many rows.
/// </summary>
public sealed record SyntheticColumn
{
    /// <summary>The most bins of a range.</summary>
    public const int MostBins = 200;

    /// <summary>The most values of a category that are chosen.</summary>
    public const int MostChosen = 500;

    /// <summary>The most items of a multi-valued column that are chosen: each is a yes or no of its own.</summary>
    public const int MostItems = 12;

    /// <summary>A categorical column, a multi-valued one, a numeric one with a public range, or a label of the table whose rows are counted.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>Bins of a numeric column, 2 to <see cref="MostBins"/> and no more than its range has whole numbers; 0 for other columns.</summary>
    public required int Bins { get; init; }

    /// <summary>
    /// How many values are chosen privately, at most; 0 where they are the agreement's. Of a category whose vocabulary is discovered 1 to <see cref="MostChosen"/>, of a multi-valued column items, 1 to <see cref="MostItems"/>,
    /// of a number all its <see cref="Bins"/> or 0.
    /// </summary>
    public required int Chosen { get; init; }

    /// <summary>The smallest whole number of each bin of equal width of a range but the first, ascending.</summary>
    /// <param name="range">The column's public range.</param>
    public IReadOnlyList<long> EdgesOf(RangeDomain range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return [.. Enumerable.Range(1, Math.Max(Bins - 1, 0)).Select(bin => StartOf(range, bin))];
    }

    /// <summary>
    /// The names of the values that synthetic rows hold, in order: of a bin the whole number in its middle, of a label <c>1</c> for positive and <c>0</c>; an empty one last for every other value and for none, but for labels.
    /// None where they are chosen privately.
    /// </summary>
    /// <param name="agreement">The agreement that states the column's domain.</param>
    public IReadOnlyList<string> ValuesIn(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return agreement.FindColumn(Column)?.Domain switch
        {
            _ when Chosen > 0 => [],
            VocabularyDomain vocabulary => [.. vocabulary.Values, ""],
            LabelDomain => ["0", "1"],
            RangeDomain range => BinsBetween(range, EdgesOf(range)),
            _ => [],
        };
    }

    /// <summary>The names of the bins between edges: of each the whole number in its middle; an empty one last, for none.</summary>
    /// <param name="range">The column's public range.</param>
    /// <param name="edges">The smallest whole number of each bin but the first, ascending, within the range.</param>
    public static IReadOnlyList<string> BinsBetween(RangeDomain range, IReadOnlyList<long> edges)
    {
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(edges);
        return [.. edges.Prepend(range.Minimum).Zip(edges.Select(edge => edge - 1).Append(range.Maximum), (first, last) => $"{Middle(first, last)}"), ""];
    }

    private long StartOf(RangeDomain range, int bin) => (long)(range.Minimum + (((Int128)range.Maximum - range.Minimum + 1) * bin / Bins));

    private static long Middle(long first, long last) => (long)(first + (((Int128)last - first) / 2));
}
