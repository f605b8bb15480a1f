using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Mechanisms;

/// <summary>Sums, means, variances and quantiles: what removing any one person can move, against what is declared; and that little noise gives the right answer.</summary>
public sealed class ComposedFiguresTests
{
    private static readonly ValueRange s_range = new(-20, 100, Rational.One);

    [Fact]
    public void Removing_anybody_moves_a_sum_by_no_more_than_declared_and_reaches_it()
    {
        ContributionBounds bounds = new(2, 3, 4);
        Sensitivity declared = bounds.OfSumsPerGroup(s_range);
        Assert.Equal((2, 400, (300 * 300) + (100 * 100), 300), (declared.L0, declared.L1, declared.L2Squared, declared.LInfinity));

        // Four rows at the largest magnitude, three of them in one group.
        long[] change = [300, 100];
        Assert.Equal(declared.L2Squared, change.Sum(entry => entry * entry));
        Assert.Equal(Sensitivity.One, bounds.OfSumsPerGroup(new ValueRange(0, 0, Rational.One)));
        Assert.Equal(Sensitivity.OfEntries(1, 2), bounds.OfDistinctGroups);
    }

    [Fact]
    public void Removing_anybody_moves_no_moment_further_than_its_noise_is_for()
    {
        NoisyMoments mechanism = new("age", s_range, 2, withVariance: true, Rho.Parse("0.3"));
        using SeededNumbers numbers = new(14);
        long[] largest = new long[3];
        for (int round = 0; round < 500; round++)
        {
            long[] others = [.. Enumerable.Range(0, 10).Select(_ => numbers.Next(400) - 200)];
            long[] person = [.. Enumerable.Range(0, 1 + (int)numbers.Next(2)).Select(_ => numbers.Next(400) - 200)];
            long[] change = [.. mechanism.Sums([.. others, .. person]).Zip(mechanism.Sums(others), (with, without) => Math.Abs(with - without))];
            largest = [.. largest.Zip(change, Math.Max)];
        }

        long[] declared = [.. mechanism.Reports.Select(report => report.Sensitivity.LInfinity)];
        Assert.Equal([2, 120, 7_200], declared);
        Assert.Equal(declared, largest);
    }

    [Fact]
    public void Mean_and_variance_are_right_when_there_is_next_to_no_noise()
    {
        using SeededEntropy entropy = new(7);
        NoisyMoments mechanism = new("age", new ValueRange(0, 10_000, new Rational(1, 100)), 1, withVariance: true, Rho.Parse("1000000"));
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        long[] values = [.. Enumerable.Range(0, 1_001).Select(i => i * 10L)];
        Moments moments = mechanism.Release(grant, values).Value;
        Assert.Equal(1_001, moments.Count);
        Assert.Equal(50, moments.Mean!.Value, 1e-2);
        Assert.Equal(835.0, moments.Variance!.Value, 0.5);
        Assert.True(mechanism.Cost.NanoRho <= Rho.Parse("1000000").Nano);
    }

    [Fact]
    public void Without_rows_there_is_no_mean()
    {
        using SeededEntropy entropy = new(7);
        NoisyMoments mechanism = new("age", s_range, 1, withVariance: false, Rho.Parse("1000"));
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        Moments moments = mechanism.Release(grant, []).Value;
        Assert.Null(moments.Mean);
        Assert.Null(moments.Variance);
    }

    [Fact]
    public void Removing_anybody_moves_the_nodes_of_a_quantile_tree_by_no_more_than_declared_and_reaches_it()
    {
        QuantileTree tree = new(s_range, 4, 3);
        Sensitivity declared = tree.SensitivityFor(2);
        using SeededNumbers numbers = new(14);
        (long l0, long l1, long l2, long lInfinity) = (0, 0, 0, 0);
        for (int round = 0; round < 300; round++)
        {
            long[] others = [.. Enumerable.Range(0, 5).Select(_ => numbers.Next(200) - 50)];
            long first = numbers.Next(200) - 50;
            long[] person = [first, round % 2 == 0 ? first : numbers.Next(200) - 50];
            long[] change = [.. tree.Count([.. others, .. person]).Zip(tree.Count(others), (with, without) => with - without)];
            (l0, l1) = (Math.Max(l0, change.Count(entry => entry != 0)), Math.Max(l1, change.Sum()));
            (l2, lInfinity) = (Math.Max(l2, change.Sum(entry => entry * entry)), Math.Max(lInfinity, change.Max()));
        }

        Assert.Equal((declared.L0, declared.L1, declared.L2Squared, declared.LInfinity), (l0, l1, l2, lInfinity));
    }

    [Fact]
    public void Quantiles_are_right_to_a_cell_when_there_is_no_noise_and_near_with_some()
    {
        QuantileTree tree = new(new ValueRange(0, 9_999, Rational.One), 10, 4);
        long[] values = [.. Enumerable.Range(0, 10_000).Select(i => (long)i)];
        foreach (int percent in (int[])[0, 1, 25, 50, 90, 99])
        {
            Assert.Equal(percent * 100, tree.QuantileOf(tree.Count(values), new Rational(percent, 100)), 1.0);
        }

        using SeededEntropy entropy = new(9);
        NoisyCounts mechanism = tree.Plan("age", 1, Rho.Parse("0.05"));
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        System.Collections.Immutable.ImmutableArray<long> noisy = mechanism.Release(grant, tree.Count(values)).Value;
        Assert.Equal(5_000, tree.QuantileOf(noisy.AsSpan(), new Rational(1, 2)), 150.0);
        Assert.InRange(tree.QuantileOf(new long[tree.Nodes], Rational.One), 9_000, 9_999);
    }
}
