using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Blocks;
using EnclaveCleanRoom.Boosting.Bundles;
using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Training;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Tests.Histograms;

/// <summary>Every fast kernel beside its plain twin, on the same inputs.</summary>
public sealed class KernelTests
{
    private const int RowCount = 3_001;

    [Theory]
    [InlineData(new[] { 256, 200, 73, 72, 60, 25, 24, 12, 3, 2, 2, 2 })]
    [InlineData(new[] { 5 })]
    [InlineData(new[] { 24, 24, 24, 24, 24, 24, 24, 24, 24 })]
    [InlineData(new[] { 300, 2_000, 40_000 })]
    [InlineData(new[] { 257, 10, 255, 65_536, 30, 30, 30, 30, 30, 30, 30, 30 })]
    public void Histograms_of_the_kernels_and_of_the_plain_loop_are_the_same(int[] binCounts)
    {
        TestRandom random = new(binCounts.Length);
        BinnedColumn[] columns = [.. binCounts.Select((bins, index) => Column(index, bins, random))];
        using Team team = new(2);
        HistogramLayout layout = new(columns);
        RowMatrix matrix = new(columns, new LaneLayout(BundleFinder.Find(columns, RowCount, team)), RowCount, team);
        PinnedBuffer<long> gradients = new(RowCount);
        for (int row = 0; row < RowCount; row++)
        {
            gradients.Span[row] = PackedGradient.Of(random.Next(2_000) - 1_000, (uint)random.Next(1_000)).Bits;
        }

        HistogramBuilder builder = new(matrix, layout, team);
        PinnedBuffer<long> fast = new(layout.Entries);
        long[] plain = new long[layout.Entries];

        RowBlocks blocks = new(RowCount);
        builder.Build(blocks, blocks.Put(null), gradients, fast);
        ScalarHistogram.Add(columns, layout, Enumerable.Range(0, RowCount).ToArray(), gradients.Span, plain);
        AssertSame(columns, layout, plain, fast);

        int[] some = [.. Enumerable.Range(0, RowCount).Where(row => row is < 500 or > 2_100 && random.Next(2) == 0)];
        builder.Build(blocks, blocks.Put(some), gradients, fast);
        Array.Clear(plain);
        ScalarHistogram.Add(columns, layout, some, gradients.Span, plain);
        AssertSame(columns, layout, plain, fast);
    }

    [Fact]
    public void A_lane_that_nobody_takes_leaves_nothing_behind()
    {
        TestRandom random = new(2);
        BinnedColumn[] columns = [Column(0, 400, random), Column(1, 7, random)];
        using Team team = new(2);
        HistogramLayout layout = new(columns);
        PinnedBuffer<long> ones = new(RowCount);
        ones.Span.Fill(1);
        RowMatrix matrix = new(columns, new LaneLayout(BundleFinder.Find(columns, RowCount, team)), RowCount, team);
        HistogramBuilder builder = new(matrix, layout, team);
        RowBlocks blocks = new(RowCount);
        builder.Add(blocks, blocks.Put(null), ones);
        for (int lane = 0; lane < builder.Lanes.Count; lane++)
        {
            builder.Clear(lane);
        }

        PinnedBuffer<long> target = new(layout.Entries);
        builder.Build(blocks, blocks.Put([3, 2_900]), ones, target);
        Assert.Equal(2, target.Span[..400].ToArray().Sum());
        Assert.Equal(2, target.Span.Slice(layout.OffsetOf(1), 7).ToArray().Sum());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(700)]
    public void Rows_are_dealt_out_as_by_the_plain_loop_at_any_number_of_threads(int bins)
    {
        const int Many = 50_000;
        TestRandom random = new(bins);
        BinnedColumn column = Column(0, bins, random, Many);
        Split split = new() { Column = 0, Gain = 1, Left = default, LeftOutput = 0, RightOutput = 0, LeftBins = [1, 4, bins - 1] };
        BinDecision decision = new(split, column);
        int[] bag = [.. Enumerable.Range(0, Many).Where(row => row % 7 != 0 && row is < 20_000 or > 26_000)];
        ushort[] dealt = [.. bag.Select(row => (ushort)row)];
        int leftCount = PartitionKernel.DealScalar(column, 0, decision, dealt);
        int[] expectedLeft = [.. dealt[..leftCount].Select(row => (int)row)];
        int[] expectedRight = [.. dealt[leftCount..].Select(row => (int)row)];
        foreach (int threads in (int[])[1, 2, 3])
        {
            using Team team = new(threads);
            RowPartition partition = new(Many, team);
            (RowRuns left, RowRuns right) = partition.Split(partition.Blocks.Put(bag), column, decision);
            Assert.Equal(expectedLeft, partition.Blocks.RowsOf(left));
            Assert.Equal(expectedRight, partition.Blocks.RowsOf(right));
        }
    }

    [Fact]
    public void Gradients_are_packed_as_by_the_plain_loop_and_their_sum_is_unbiased()
    {
        TestRandom random = new(5);
        float[] gradients = [.. Enumerable.Range(0, 4_099).Select(_ => (float)(random.Next() - 0.5))];
        float[] hessians = [.. gradients.Select(gradient => gradient * gradient)];
        long[] fast = new long[gradients.Length];
        long[] plain = new long[gradients.Length];
        PackingKernel.Pack(17, gradients, hessians, 64, 256, fast);
        PackingKernel.PackScalar(17, gradients, hessians, 64, 256, plain);
        Assert.Equal(plain, fast);

        PackedGradient sum = fast.Aggregate(default(PackedGradient), (total, bits) => total + new PackedGradient(bits));
        Assert.Equal(gradients.Sum(value => (double)value), sum.Gradient / 64.0, 1.0);
        Assert.Equal(hessians.Sum(value => (double)value), sum.Hessian / 256.0, 0.5);
    }

    [Fact]
    public void Equal_gradients_keep_their_mean_however_coarse_the_scale()
    {
        float[] gradients = [.. Enumerable.Repeat(0.3f, 10_000)];
        long[] packed = new long[gradients.Length];
        PackingKernel.Pack(0, gradients, gradients, 1, 1, packed);
        int sum = packed.Sum(bits => new PackedGradient(bits).Gradient);
        Assert.InRange(sum, 2_995, 3_005);
    }

    private static BinnedColumn Column(int feature, int bins, TestRandom random, int rows = RowCount)
    {
        BinMapper mapper = BinMapper.Categorical([.. Enumerable.Range(-1, bins)], MissingType.NaN, isTrivial: false);
        BinnedColumn column = new(feature, mapper, rows);
        for (int row = 0; row < rows; row++)
        {
            column[row] = random.Next(bins);
        }

        return column;
    }

    private static void AssertSame(BinnedColumn[] columns, HistogramLayout layout, long[] plain, PinnedBuffer<long> fast)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            int offset = layout.OffsetOf(column);
            int bins = columns[column].Mapper.BinCount;
            Assert.Equal(plain.AsSpan(offset, bins).ToArray(), fast.Span.Slice(offset, bins).ToArray());
        }
    }
}
