using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Tests.Bins;

public sealed class BinFinderTests
{
    private static readonly BinOptions s_options = BinOptions.From(BoosterOptions.Default with { MinDataInBin = 1, FeaturePreFilter = false });

    [Fact]
    public void Few_values_get_a_bin_each_with_bounds_just_above_half_way()
    {
        BinMapper mapper = Find([1, 2, 4, 1, 2, 4], s_options);
        Assert.Equal([BinMapper.ZeroThreshold, Math.BitIncrement(1.5), Math.BitIncrement(3.0), double.PositiveInfinity], mapper.UpperBounds);
        Assert.Equal([1, 2, 3, 0, 0], new[] { 1.0, 2, 4, 0, -7 }.Select(mapper.BinOf));
        Assert.Equal("[1:4]", mapper.Describe());
    }

    [Fact]
    public void Zero_has_a_bin_of_its_own_between_the_signs()
    {
        BinMapper mapper = Find([-2, -1, 0, 0, 1, 2], s_options);
        Assert.Equal([0, 1, 2, 3, 4], new[] { -2.0, -1, 0, 1, 2 }.Select(mapper.BinOf));
        Assert.Equal(2, mapper.ZeroBin);
        Assert.Equal(2, mapper.BinOf(1e-36));
        Assert.Equal(2, mapper.BinOf(double.NaN));
    }

    [Fact]
    public void Missing_values_have_the_last_bin()
    {
        BinMapper mapper = Find([3, double.NaN, 5, double.NaN], s_options);
        Assert.Equal(MissingType.NaN, mapper.Missing);
        Assert.Equal(mapper.BinCount - 1, mapper.BinOf(double.NaN));
        Assert.Equal(mapper.BinCount - 2, mapper.BinOf(double.PositiveInfinity));
    }

    [Fact]
    public void Bins_hold_at_least_the_smallest_number_of_rows()
    {
        BinMapper mapper = Find([.. Enumerable.Range(1, 100).Select(value => (double)value)], s_options with { MinDataInBin = 10 });
        int[] counts = [.. Enumerable.Range(1, 100).GroupBy(value => mapper.BinOf((double)value)).Select(bin => bin.Count())];
        Assert.All(counts, count => Assert.InRange(count, 10, 19));
    }

    [Fact]
    public void Many_values_fill_bins_evenly_and_a_frequent_one_closes_its_own()
    {
        double[] values = [.. Enumerable.Range(1, 1_000).Select(value => (double)value), .. Enumerable.Repeat(500.5, 400)];
        BinMapper mapper = Find(values, s_options with { MaxBin = 21 });
        Assert.InRange(mapper.BinCount, 18, 21);
        int frequent = mapper.BinOf(500.5);
        Assert.NotEqual(frequent, mapper.BinOf(501.0));
        Assert.InRange(values.Count(value => value < 500 && mapper.BinOf(value) == frequent), 0, 25);
        int[] counts = [.. values.Where(value => mapper.BinOf(value) != frequent).GroupBy(mapper.BinOf).Select(bin => bin.Count())];
        Assert.InRange(counts.Max(), 50, 60);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(255)]
    public void Bins_of_the_kernel_and_of_the_plain_search_are_the_same(int maxBin)
    {
        TestRandom random = new(maxBin);
        double[] values = [.. Enumerable.Range(0, 2_003).Select(row => row % 9 == 0 ? double.NaN : Math.Round((random.Next() - 0.5) * 100, 1))];
        values[5] = double.PositiveInfinity;
        values[7] = double.NegativeInfinity;
        foreach (bool useMissing in (bool[])[true, false])
        {
            BinMapper mapper = Find(values, s_options with { MaxBin = maxBin, UseMissing = useMissing });
            double[] all = [.. values, .. mapper.UpperBounds, .. mapper.UpperBounds.Select(Math.BitIncrement), 0, -0.0];
            ushort[] bins = new ushort[all.Length];
            BinSearchKernel.Find(mapper, all, bins);
            Assert.Equal(all.Select(mapper.BinOf), bins.Select(bin => (int)bin));
        }
    }

    [Fact]
    public void Values_counted_are_values_sorted()
    {
        TestRandom random = new(8);
        double[] values = [.. Enumerable.Range(0, 5_000).Select(_ => (double)(random.Next(1_000) - 300))];
        Assert.True(FewValueCounter.TryCount(values, out double[]? distinct, out int[]? counts));
        Assert.Equal(values.Distinct().Order(), distinct);
        Assert.Equal(values.GroupBy(value => value).OrderBy(group => group.Key).Select(group => group.Count()), counts);
        Assert.False(FewValueCounter.TryCount([.. Enumerable.Range(0, 1_025).Select(value => (double)value)], out _, out _));
        Assert.True(FewValueCounter.TryCount([0.0, -0.0], out distinct, out _));
        Assert.Single(distinct);
    }

    [Fact]
    public void Constant_and_missing_columns_cannot_be_split()
    {
        Assert.True(Find([0, 0, 0], s_options).IsTrivial);
        Assert.True(Find([double.NaN, double.NaN], s_options with { UseMissing = false }).IsTrivial);
        Assert.Equal("none", Find([0, 0, 0], s_options).Describe());
    }

    [Fact]
    public void A_column_whose_every_split_is_too_small_is_filtered()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(row => row < 3 ? 1.0 : 0)];
        BinOptions filtering = s_options with { PreFilter = true };
        Assert.True(NumericBinFinder.Find([.. values], filtering, leastOnEachSide: 4).IsTrivial);
        Assert.False(NumericBinFinder.Find([.. values], filtering, leastOnEachSide: 3).IsTrivial);
    }

    [Fact]
    public void Categories_are_numbered_by_falling_count_and_rare_ones_share_bin_zero()
    {
        int[] codes = [.. Enumerable.Repeat(9, 5), .. Enumerable.Repeat(4, 7), .. Enumerable.Repeat(6, 5), 1, 2, 3];
        BinMapper mapper = CategoricalBinFinder.Find(codes, s_options with { MinDataInBin = 3 }, 0);
        Assert.Equal([-1, 4, 6, 9], mapper.Categories);
        Assert.Equal([1, 2, 3, 0, 0, 0], new[] { 4, 6, 9, 1, -3, 77 }.Select(mapper.BinOfCategory));
        Assert.Equal(MissingType.NaN, mapper.Missing);
        Assert.Equal("-1:4:6:9", mapper.Describe());
    }

    [Fact]
    public void Categories_beyond_the_largest_number_of_bins_are_kept_until_they_cover_nearly_all_rows()
    {
        int[] codes = [.. Enumerable.Range(0, 1_000).Select(row => row % 100)];
        BinMapper mapper = CategoricalBinFinder.Find(codes, s_options with { MaxBin = 10 }, 0);
        Assert.Equal(100, mapper.BinCount);
    }

    [Fact]
    public void A_sample_is_drawn_in_order_without_repetition()
    {
        foreach ((int population, int count) in ((int, int)[])[(1_000, 10), (1_000, 900), (5, 5), (7, 1)])
        {
            int[] sample = new LinearCongruential(1).Sample(population, count);
            Assert.Equal(sample.Distinct().Order(), sample);
            Assert.InRange(sample.Length, count - 1, count);
            Assert.All(sample, index => Assert.InRange(index, 0, population - 1));
        }
    }

    [Fact]
    public void Bins_found_on_a_sample_serve_all_rows()
    {
        double[] values = [.. Enumerable.Range(0, 5_000).Select(row => row % 971 / 10.0)];
        double[] labels = [.. values.Select(value => value > 50 ? 1.0 : 0.0)];
        BoosterOptions options = new() { BinConstructSampleCnt = 300, NumIterations = 5 };
        FeatureTable features = new(FeatureColumn.Numeric("x", values));
        Booster booster = Trained.On(TrainingData.Create(features, labels, default, options), options);
        double[] predicted = new double[values.Length];
        booster.PredictRaw(features, predicted);
        Assert.InRange(BinaryMetrics.Auc(predicted, labels), 0.99, 1);
    }

    private static BinMapper Find(double[] values, BinOptions options) => NumericBinFinder.Find([.. values], options, 0);
}
