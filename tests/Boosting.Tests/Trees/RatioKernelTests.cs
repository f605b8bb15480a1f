using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Tests.Trees;

/// <summary>The order of categories, against sorting them all.</summary>
public sealed class RatioKernelTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(5_003)]
    public void Ratios_are_those_of_the_plain_loop(int binCount)
    {
        (long[] bins, NodeSums node) = Histogram(binCount);
        RatioList fast = new(binCount);
        RatioList plain = new(binCount);
        RatioKernel.Rank(bins, node, 10, 700, fast);
        RatioKernel.RankScalar(bins, 1, node, 10, 700, plain);
        Assert.Equal(plain.Bins.ToArray(), fast.Bins.ToArray());
        Assert.Equal(plain.Ratios.ToArray(), fast.Ratios.ToArray());
        Assert.DoesNotContain(0, fast.Bins.ToArray());
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(9)]
    public void The_ends_are_those_of_sorting_all_and_of_equal_ratios_by_bin(int different)
    {
        const int Count = 1_003;
        const int Kept = 48;
        TestRandom random = new(different);
        RatioList all = new(Count) { Count = Count };
        for (int bin = 0; bin < Count; bin++)
        {
            all.Ratios[bin] = random.Next(different) - (different / 2);
            all.Bins[bin] = bin + 1;
        }

        RatioList least = new(Kept);
        RatioList most = new(Kept);
        RatioKernel.KeepEnds(all, Kept, least, most);
        double[] ratios = all.Ratios.ToArray();
        int[] sorted = [.. all.Bins.ToArray().OrderBy(bin => ratios[bin - 1]).ThenBy(bin => bin)];
        Assert.Equal(sorted[..Kept], least.Bins.ToArray());
        Assert.Equal(sorted[^Kept..], most.Bins.ToArray());
    }

    private static (long[] Bins, NodeSums Node) Histogram(int binCount)
    {
        TestRandom random = new(binCount);
        long[] bins = new long[binCount];
        PackedGradient sum = default;
        for (int bin = 0; bin < binCount; bin++)
        {
            PackedGradient one = PackedGradient.Of(random.Next(2_000) - 1_000, (uint)random.Next(1_000));
            bins[bin] = one.Bits;
            sum += one;
        }

        return (bins, new NodeSums(sum, 100 * binCount, 1.0 / 64, 1.0 / 256, SplitLimits.From(new BoosterOptions())));
    }
}
