namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>All features of a data set in bins. Features that no split can use have a mapper and no column.</summary>
internal sealed class BinnedTable
{
    public BinnedTable(int rowCount, IReadOnlyList<string> names, IReadOnlyList<BinMapper> mappers, BinOptions options)
    {
        RowCount = rowCount;
        Names = names;
        Mappers = mappers;
        Options = options;
        Columns = [.. Enumerable.Range(0, mappers.Count)
            .Where(feature => !mappers[feature].IsTrivial)
            .Select(feature => new BinnedColumn(feature, mappers[feature], rowCount))];
    }

    public int RowCount { get; }

    /// <summary>The features' names, in the model's order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>One mapper a feature, in the model's order.</summary>
    public IReadOnlyList<BinMapper> Mappers { get; }

    public BinOptions Options { get; }

    /// <summary>The features that can be split, in the model's order.</summary>
    public IReadOnlyList<BinnedColumn> Columns { get; }
}
