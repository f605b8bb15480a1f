using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Blocks;
using EnclaveCleanRoom.Boosting.Bundles;
using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Tests.Bundles;

public sealed class BundleFinderTests
{
    private const int RowCount = 40_000;

    [Fact]
    public void Columns_of_few_bins_share_a_bundle_and_none_is_lost()
    {
        TestRandom random = new(1);
        BinnedColumn[] columns = [.. new[] { 4, 4, 4, 4, 250, 250 }.Select((bins, index) => Column(index, bins, _ => random.Next(bins)))];
        IReadOnlyList<ColumnBundle> bundles = Find(columns);
        Assert.Equal(3, bundles.Count);
        Assert.Equal(Enumerable.Range(0, columns.Length), Members(bundles).Order());
        Assert.Equal(4 * 4 * 4 * 4, bundles.Min(bundle => bundle.Steps.Count == 3 ? bundle.CodeCount : int.MaxValue));
    }

    [Fact]
    public void A_column_that_follows_from_another_joins_it_however_many_bins_that_has()
    {
        TestRandom random = new(2);
        int[] task = [.. Enumerable.Range(0, RowCount).Select(_ => random.Next(2_000))];
        BinnedColumn[] columns = [Column(0, 2_000, row => task[row]), Column(1, 60, row => task[row] * 7 % 60), Column(2, 200, _ => random.Next(200))];
        IReadOnlyList<ColumnBundle> bundles = Find(columns);
        ColumnBundle joint = Assert.Single(bundles, bundle => bundle.FirstColumn == 0);
        Assert.Equal(1, Assert.Single(joint.Steps).Column);
        Assert.Equal(2_000, joint.CodeCount);
        AssertFoldsAsCounted(columns, bundles);
    }

    [Fact]
    public void A_column_that_only_seemed_to_follow_stays_alone()
    {
        // The rows that the plan looks at are every other one or so; the others have all combinations.
        TestRandom random = new(3);
        HashSet<int> sampled = [.. Enumerable.Range(0, 1 << 14).Select(i => (int)((long)i * RowCount / (1 << 14)))];
        int[] first = [.. Enumerable.Range(0, RowCount).Select(_ => random.Next(1_000))];
        BinnedColumn[] columns = [Column(0, 1_000, row => first[row]), Column(1, 100, row => sampled.Contains(row) ? first[row] / 10 : random.Next(100))];
        IReadOnlyList<ColumnBundle> bundles = Find(columns);
        Assert.All(bundles, bundle => Assert.Empty(bundle.Steps));
        AssertFoldsAsCounted(columns, bundles);
    }

    [Fact]
    public void A_first_bin_that_no_row_has_is_empty_after_folding()
    {
        TestRandom random = new(4);
        BinnedColumn[] columns = [Column(0, 9, row => 4 + (row % 5)), Column(1, 8, _ => 1 + random.Next(7)), Column(2, 2, row => row % 2)];
        IReadOnlyList<ColumnBundle> bundles = Find(columns);
        Assert.Equal(2, Assert.Single(bundles).Steps.Count);
        AssertFoldsAsCounted(columns, bundles);
    }

    private static IEnumerable<int> Members(IReadOnlyList<ColumnBundle> bundles) =>
        bundles.SelectMany(bundle => bundle.Steps.Select(step => step.Column).Prepend(bundle.FirstColumn));

    private static IReadOnlyList<ColumnBundle> Find(BinnedColumn[] columns)
    {
        using Team team = new(2);
        return BundleFinder.Find(columns, RowCount, team);
    }

    private static BinnedColumn Column(int feature, int bins, Func<int, int> binOf)
    {
        BinnedColumn column = new(feature, BinMapper.Categorical([.. Enumerable.Range(-1, bins)], MissingType.NaN, isTrivial: false), RowCount);
        for (int row = 0; row < RowCount; row++)
        {
            column[row] = binOf(row);
        }

        return column;
    }

    private static void AssertFoldsAsCounted(BinnedColumn[] columns, IReadOnlyList<ColumnBundle> bundles)
    {
        using Team team = new(2);
        HistogramLayout layout = new(columns);
        PinnedBuffer<long> ones = new(RowCount);
        ones.Span.Fill(1);
        PinnedBuffer<long> counted = new(layout.Entries);
        RowBlocks blocks = new(RowCount);
        new HistogramBuilder(new RowMatrix(columns, new LaneLayout(bundles), RowCount, team), layout, team).Build(blocks, blocks.Put(null), ones, counted);
        foreach (BinnedColumn column in columns)
        {
            long[] expected = new long[column.Mapper.BinCount];
            for (int row = 0; row < RowCount; row++)
            {
                expected[column[row]]++;
            }

            Assert.Equal(expected, counted.Span.Slice(layout.OffsetOf(column.Feature), expected.Length).ToArray());
        }
    }
}
