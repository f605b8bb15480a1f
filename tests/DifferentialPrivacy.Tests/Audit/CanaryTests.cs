using EnclaveCleanRoom.DifferentialPrivacy.Sampling;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;

/// <summary>
/// One run of every mechanism over canaries: what the guesses prove stays below the claim, is more than nothing where the mechanism tells anything, and exceeds the claim when
/// the mechanism is broken on purpose.
/// </summary>
public sealed class CanaryTests
{
    private const int Canaries = 4_000;
    private const double Delta = 1e-6;

    [Fact]
    public void Laplace_counts() => AssertBelow(Counts(CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1"))), 1, 0);

    [Fact]
    public void Gaussian_counts()
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.125"));
        AssertBelow(Counts(noise), noise.Cost.EpsilonAt(DifferentialPrivacy.Delta.Parse("1e-6")), Delta);
    }

    [Fact]
    public void Half_the_noise_is_caught() =>
        Assert.True(Audit(Counts(CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("2"))), 0) > 1);

    [Fact]
    public void Exact_counts_are_caught() => Assert.True(Audit(isIn => [.. isIn.Select(present => present ? 1.0 : 0)], 0) > 3);

    [Fact]
    public void Randomised_responses()
    {
        RandomisedResponse mechanism = new("canaries", Canaries, 2, Epsilon.Parse("1"));
        AssertBelow(isIn => Run(mechanism, grant => [.. mechanism.Release(grant, [.. isIn.Select(present => present ? 1 : 0)]).Value.Select(value => (double)value)]), 1, 0);
    }

    [Fact]
    public void Sums_of_clamped_values()
    {
        ValueRange range = new(0, 7, Rational.One);
        NoisyCounts mechanism = new("canaries", Canaries, CountNoise.Laplace(new ContributionBounds(1, 1).OfSumsPerGroup(range), Epsilon.Parse("1")));
        AssertBelow(isIn => Sums(isIn, range.ClampUnits), 1, 0);
        Assert.True(Audit(isIn => Sums(isIn, value => value), 0) > 1, "seeded fault: no clamp");

        double[] Sums(bool[] isIn, Func<long, long> clamp) =>
            Run(mechanism, grant => [.. mechanism.Release(grant, [.. isIn.Select(present => present ? clamp(100) : 0)]).Value.Select(value => (double)value)]);
    }

    [Fact]
    public void Selection_of_groups()
    {
        // Each canary is the fourteenth person of a group of its own; with it the group shows more often.
        SelectionRule rule = new(Epsilon.Parse("1"), DifferentialPrivacy.Delta.Parse("1e-6"), 1, 1);
        PrivateSelection mechanism = new("canaries", rule, Canaries, 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1/1000")));
        AssertBelow(isIn => Run(mechanism, grant => Shown(mechanism, grant, isIn)), 1.001, Delta, tellsSomething: false);
        Assert.True(Audit(isIn => [.. isIn.Select(present => present ? 1.0 : 0)], Delta) > 1, "seeded fault: a threshold on the exact size shows the rare key");

        static double[] Shown(PrivateSelection mechanism, BudgetGrant grant, bool[] isIn)
        {
            long[] people = [.. isIn.Select(present => present ? 14L : 13L)];
            double[] shown = new double[isIn.Length];
            foreach (SelectedGroup group in mechanism.Release(grant, people, people).Value.Groups)
            {
                shown[group.Group] = 1;
            }

            return shown;
        }
    }

    [Fact]
    public void Cells_of_a_quantile_tree()
    {
        QuantileTree tree = new(new ValueRange(0, 4_095, Rational.One), 16, 3);
        NoisyCounts mechanism = tree.Plan("canaries", 1, Rho.Parse("0.5"));
        AssertBelow(
            isIn => Run(mechanism, grant => [.. mechanism.Release(grant, tree.Count([.. Present(isIn)])).Value.AsSpan()[^tree.Cells..].ToArray().Take(Canaries).Select(value => (double)value)]),
            mechanism.Cost.EpsilonAt(DifferentialPrivacy.Delta.Parse("1e-6")), Delta);

        static IEnumerable<long> Present(bool[] isIn) => Enumerable.Range(0, isIn.Length).Where(canary => isIn[canary]).Select(canary => (long)canary);
    }

    [Fact]
    public void Choices_of_the_best()
    {
        // Each canary lifts one of two candidates of a choice of its own.
        foreach (ChoiceKind kind in Enum.GetValues<ChoiceKind>())
        {
            PrivateChoice mechanism = new("canaries", 2, 1, kind, Epsilon.Parse("1"), Sensitivity.One, isMonotone: true);
            AssertBelow(
                isIn =>
                {
                    using SeededEntropy entropy = new(77);
                    using EntropyWords words = new(entropy);
                    return [.. isIn.Select(present => (double)mechanism.Choose(words, [0, present ? 1 : 0])[0])];
                },
                1, 0, tellsSomething: false);
        }
    }

    [Fact]
    public void Moments_of_a_value()
    {
        // Each canary is one more row, of the largest value, beside fifty in the middle: count, sum and sum of squares all rise.
        ValueRange range = new(0, 100, Rational.One);
        NoisyMoments mechanism = new("canary", range, rowsPerPerson: 1, withVariance: true, Rho.Parse("0.125"));
        double claim = mechanism.Cost.EpsilonAt(DifferentialPrivacy.Delta.Parse("1e-6"));
        AssertBelow(isIn => Scores(isIn, rows: 1), claim, Delta);
        Assert.True(Audit(isIn => Scores(isIn, rows: 12), Delta) > claim, "seeded fault: no bound on the rows of a person");

        double[] Scores(bool[] isIn, int rows)
        {
            using SeededEntropy entropy = new(55);
            long[] others = [.. Enumerable.Repeat(50L, 50)];
            long[] all = [.. others, .. Enumerable.Repeat(100L, rows)];
            return [.. isIn.Select(present => Score(entropy, present ? all : others))];
        }

        double Score(SeededEntropy entropy, long[] values)
        {
            using BudgetGrant grant = new Room(entropy).Open(mechanism);
            Moments moments = mechanism.Release(grant, values).Value;
            double centred = (moments.Mean!.Value - 50) / 50;
            return moments.Count * (1 + centred + (moments.Variance!.Value / 2_500) + (centred * centred));
        }
    }

    private static Func<bool[], double[]> Counts(CountNoise noise)
    {
        NoisyCounts mechanism = new("canaries", Canaries, noise);
        return isIn => Run(mechanism, grant => [.. mechanism.Release(grant, [.. isIn.Select(present => present ? 1L : 0)]).Value.Select(value => (double)value)]);
    }

    private static void AssertBelow(Func<bool[], double[]> run, double claim, double delta, bool tellsSomething = true)
    {
        double proved = Audit(run, delta);
        Assert.True(proved <= claim, $"{proved} is proved, {claim} is claimed");
        Assert.True(!tellsSomething || proved > 0.1 * claim, $"only {proved} of {claim} is proved: the audit is blind");
    }

    private static double Audit(Func<bool[], double[]> run, double delta)
    {
        using SeededNumbers numbers = new(1234);
        bool[] isIn = [.. Enumerable.Range(0, Canaries).Select(_ => numbers.Next(2) == 1)];
        double[] scores = run(isIn);
        return new[] { 0.05, 0.15, 0.4 }.Max(share => OneRunAudit.EpsilonLowerBound(isIn, scores, share, delta));
    }

    private static double[] Run(Mechanism mechanism, Func<BudgetGrant, double[]> release)
    {
        using SeededEntropy entropy = new(55);
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        return release(grant);
    }
}
