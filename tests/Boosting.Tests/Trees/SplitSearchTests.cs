using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Tests.Trees;

/// <summary>The searches against trying everything in plain arithmetic.</summary>
public sealed class SplitSearchTests
{
    private const double Unit = 1.0 / Scale;
    private const int Scale = 1 << 20;

    private static readonly SplitLimits s_limits = SplitLimits.From(BoosterOptions.Default with
    {
        MinDataInLeaf = 3,
        LambdaL2 = 0.5,
        LambdaL1 = 0.1,
        MinDataPerGroup = 1,
        CatSmooth = 1,
        CatL2 = 2,
        MaxCatThreshold = 100,
    });

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_best_threshold_is_that_of_trying_all_on_both_sides(int seed)
    {
        TestRandom random = new(seed);
        MissingType missing = (MissingType)(seed % 3);
        int ordinary = 3 + random.Next(10);
        double[] bounds = [-1, BinMapper.ZeroThreshold, .. Enumerable.Range(1, ordinary - 3).Select(bound => (double)bound), double.PositiveInfinity];
        BinMapper mapper = BinMapper.Numeric(missing == MissingType.NaN ? [.. bounds, double.NaN] : bounds, missing, -2, 9, isTrivial: false);
        long[] bins = RandomBins(mapper.BinCount, random);
        NodeSums node = Node(bins);

        int missingBin = missing == MissingType.NaN ? ordinary : missing == MissingType.Zero ? mapper.ZeroBin : -1;
        double best = 0;

        // Zeros alone are never set against all the rest, as in the native program; NaNs are.
        int thresholds = missing == MissingType.Zero ? ordinary - 1 : ordinary;
        for (int threshold = 0; threshold < thresholds; threshold++)
        {
            foreach (bool missingLeft in (bool[])[true, false])
            {
                int[] left = [.. Enumerable.Range(0, bins.Length).Where(bin => bin == missingBin ? missingLeft : bin <= threshold)];
                best = Math.Max(best, Gain(bins, left, node, s_limits.Output));
            }
        }

        Split? found = NumericSplitSearch.Find(0, mapper, bins, node, s_limits);
        Assert.Equal(best, found?.Gain ?? 0, 1e-9);
        if (found is not null)
        {
            int[] left = [.. Enumerable.Range(0, bins.Length).Where(bin => bin == missingBin ? found.DefaultLeft : bin <= found.Threshold)];
            Assert.Equal(best, Gain(bins, left, node, s_limits.Output), 1e-9);
            Assert.Equal(Sum(bins, left), found.Left);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_best_set_of_categories_is_that_of_trying_all_prefixes_from_both_ends(int seed)
    {
        TestRandom random = new(seed + 100);
        BinMapper mapper = BinMapper.Categorical([.. Enumerable.Range(-1, 5 + random.Next(12))], MissingType.NaN, isTrivial: false);
        long[] bins = RandomBins(mapper.BinCount, random);
        NodeSums node = Node(bins);
        int[] order = [.. Enumerable.Range(1, bins.Length - 1)
            .Where(bin => Math.Floor((new PackedGradient(bins[bin]).Hessian * Unit * node.RowsPerHessian) + 0.5) >= s_limits.CatSmooth)
            .OrderBy(bin => new PackedGradient(bins[bin]).Gradient * Unit / ((new PackedGradient(bins[bin]).Hessian * Unit) + s_limits.CatSmooth))];
        double best = 0;
        for (int length = 1; length <= (order.Length + 1) / 2; length++)
        {
            best = Math.Max(best, Gain(bins, order[..length], node, s_limits.CategoricalOutput));
            best = Math.Max(best, Gain(bins, order[^length..], node, s_limits.CategoricalOutput));
        }

        Split? found = CategoricalSplitSearch.Find(0, mapper, bins, node, s_limits);
        Assert.Equal(best, found?.Gain ?? 0, 1e-9);
        if (found is not null)
        {
            Assert.DoesNotContain(0, found.LeftBins!);
            Assert.Equal(Sum(bins, found.LeftBins!), found.Left);
        }
    }

    [Fact]
    public void Few_categories_are_split_one_against_the_rest()
    {
        long[] bins = [Packed(0, 10), Packed(-8, 10), Packed(9, 10), Packed(-9, 10)];
        BinMapper mapper = BinMapper.Categorical([-1, 5, 6, 7], MissingType.None, isTrivial: false);
        Split? found = CategoricalSplitSearch.Find(0, mapper, bins, Node(bins), s_limits);
        Assert.Equal([2], found!.LeftBins!);
    }

    [Fact]
    public void Of_equal_gains_the_earlier_column_wins_in_any_order()
    {
        long[] bins = [Packed(-5, 10), Packed(5, 10)];
        BinMapper mapper = BinMapper.Numeric([0, double.PositiveInfinity], MissingType.None, 0, 1, isTrivial: false);
        Split first = NumericSplitSearch.Find(1, mapper, bins, Node(bins), s_limits)!;
        Split second = first with { Column = 2 };
        Assert.Same(first, Split.Better(first, second));
        Assert.Same(first, Split.Better(second, first));
        Assert.Same(first, Split.Better(null, first));
    }

    /// <summary>What a set of bins on the left gains; 0 when it is not allowed or does not.</summary>
    private static double Gain(long[] bins, int[] leftBins, NodeSums node, LeafOutput output)
    {
        PackedGradient left = Sum(bins, leftBins);
        PackedGradient right = node.Packed - left;
        int leftRows = leftBins.Length == 0 ? 0 : Rows(left, node);
        if (leftRows < s_limits.MinDataInLeaf || node.Rows - leftRows < s_limits.MinDataInLeaf)
        {
            return 0;
        }

        return output.Gain(left.Gradient * Unit, left.Hessian * Unit) + output.Gain(right.Gradient * Unit, right.Hessian * Unit) - node.RequiredGain;
    }

    private static int Rows(PackedGradient sums, NodeSums node) => (int)((sums.Hessian * Unit * node.RowsPerHessian) + 0.5);

    private static PackedGradient Sum(long[] bins, int[] chosen) =>
        chosen.Aggregate(default(PackedGradient), (sum, bin) => sum + new PackedGradient(bins[bin]));

    /// <summary>A hessian of one a row, so that rows are whole numbers and both sides are counted alike.</summary>
    private static long[] RandomBins(int count, TestRandom random) =>
        [.. Enumerable.Range(0, count).Select(_ => Packed(random.Next() * 10 - 5, 1 + random.Next(9)))];

    private static long Packed(double gradient, int rows) => PackedGradient.Of((int)(gradient * Scale), (uint)(rows * Scale)).Bits;

    private static NodeSums Node(long[] bins)
    {
        PackedGradient total = Sum(bins, [.. Enumerable.Range(0, bins.Length)]);
        return new NodeSums(total, (int)(total.Hessian / Scale), Unit, Unit, s_limits);
    }
}
