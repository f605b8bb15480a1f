namespace EnclaveCleanRoom.Boosting.Bundles;

/// <summary>
/// Columns that are counted together: a row has one code, which stands for the bins of all of them. A histogram of codes is
/// built with one addition a row, whatever the number of columns, and taken apart into the columns' own histograms exactly,
/// since its entries are integers.
/// </summary>
/// <remarks>
/// More general than the exclusive feature bundling of G. Ke et al., LightGBM, NIPS 2017: columns need not exclude each other,
/// it is enough that few of their combinations occur.
/// </remarks>
internal sealed class ColumnBundle(int firstColumn, int firstBins, IReadOnlyList<BundleStep> steps)
{
    /// <summary>The column whose bins are the first codes.</summary>
    public int FirstColumn => firstColumn;

    /// <summary>The number of bins of the first column.</summary>
    public int FirstBins => firstBins;

    /// <summary>The columns that join it, in order.</summary>
    public IReadOnlyList<BundleStep> Steps => steps;

    /// <summary>All its columns.</summary>
    public IEnumerable<int> Columns => steps.Select(step => step.Column).Prepend(firstColumn);

    /// <summary>The number of codes.</summary>
    public int CodeCount { get; } = steps.Count == 0 ? firstBins : steps[^1].BinOfCode.Length;
}
