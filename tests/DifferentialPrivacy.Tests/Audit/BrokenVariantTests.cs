using EnclaveCleanRoom.DifferentialPrivacy.Sampling;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;

/// <summary>Releases as they are agree with their claim; seeded faults contradict it. Seeds are fixed, so the outcomes are too.</summary>
public sealed class BrokenVariantTests
{
    private const int Runs = 20_000;
    private static readonly Delta s_delta = Delta.Parse("1e-3");

    [Fact]
    public void Laplace_counts_agree_with_their_claim_and_half_the_noise_does_not()
    {
        NoisyCounts counts = new("count", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1")));
        NoisyCounts half = new("count", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("2")));
        Assert.True(PrivacyAudit.Agrees(Release(counts, 100, 1), Release(counts, 101, 2), 1, 0));
        Assert.False(PrivacyAudit.Agrees(Release(half, 100, 1), Release(half, 101, 2), 1, 0));
    }

    [Theory]
    [InlineData(Runs)]
    [InlineData(1_000)]
    public void Gaussian_counts_agree_with_their_claim_and_half_the_noise_does_not(int length)
    {
        Rho rho = Rho.Parse("0.25");
        NoisyCounts counts = new("count", 1, CountNoise.Gaussian(Sensitivity.One, rho));
        NoisyCounts half = new("count", 1, CountNoise.Gaussian(Sensitivity.One, Rho.Parse("1")));
        double claim = AnalyticGaussian.EpsilonAt(1e-3, Math.Sqrt(2), 1);
        Assert.Equal(length == Runs, counts.Noise.IsWorthATable(length)); // both samplers are audited
        Assert.True(claim < counts.Cost.EpsilonAt(s_delta));
        Assert.True(PrivacyAudit.Agrees(Release(counts, 100, 1, length), Release(counts, 101, 2, length), claim, 1e-3));
        Assert.False(PrivacyAudit.Agrees(Release(half, 100, 1, length), Release(half, 101, 2, length), claim, 1e-3));
    }

    [Fact]
    public void A_budget_not_split_over_two_figures_contradicts_the_claim_and_cannot_be_planned()
    {
        CountNoise whole = CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1"));
        NoisyCounts clicks = new("clicks", 1, whole);
        NoisyCounts again = new("views", 1, whole);
        double[] one = [.. Release(clicks, 100, 1).Zip(Release(again, 100, 2), (a, b) => a + b)];
        double[] other = [.. Release(clicks, 101, 3).Zip(Release(again, 101, 4), (a, b) => a + b)];
        Assert.False(PrivacyAudit.Agrees(one, other, 1, 0));

        BudgetFilter filter = new(new MemoryReservationStore(), SystemEntropy.Instance);
        BudgetAccount account = new(new BudgetAccountId("owner", "requester"), whole.Cost);
        Assert.False(filter.TrySpend(new ReservationId("job"), new PrivacyPlan(clicks, again), [account], out _, out BudgetDenial? denial));
        Assert.Equal(BudgetDenialReason.Exhausted, denial.Reason);
    }

    [Fact]
    public void Noise_used_twice_contradicts_the_claim()
    {
        // The same draw on a count and on zero shows the count by subtraction.
        using SeededEntropy entropy = new(5);
        using EntropyWords words = new(entropy);
        CountNoise noise = CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1"));
        double[] reused = [.. noise.Draw(words, Runs).Select(draw => (double)((100 + draw) - draw))];
        double[] neighbour = [.. noise.Draw(words, Runs).Select(draw => (double)((101 + draw) - draw))];
        Assert.False(PrivacyAudit.Agrees(reused, neighbour, 1, 0));
    }

    [Fact]
    public void Selection_agrees_with_its_claim_and_a_threshold_on_the_exact_count_does_not()
    {
        SelectionRule rule = new(Epsilon.Parse("1"), s_delta, 1, 5);
        Assert.True(PrivacyAudit.Agrees(Shown(rule, 10, 1), Shown(rule, 11, 2), 1, 1e-3));
        Assert.True(PrivacyAudit.Agrees(Shown(rule, 4, 1), Shown(rule, 5, 2), 1, 1e-3));
        double[] absent = [.. Enumerable.Repeat(0.0, Runs)];
        double[] leaked = [.. Enumerable.Repeat(1.0, Runs)];
        Assert.False(PrivacyAudit.Agrees(absent, leaked, 1, 1e-3));
    }

    [Fact]
    public void Surplus_groups_dropped_before_the_selection_contradict_the_claim_and_dropped_after_it_agree()
    {
        // Two large groups fit the declared maximum. A person brings a third, tiny one, which never shows.
        SelectionRule rule = new(Epsilon.Parse("1"), s_delta, 1, 5);
        PrivateSelection mechanism = new("segments", rule, 2, 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1")));
        long[] without = [1_000, 1_000];
        long[] with = [1_000, 1_000, 1];
        Assert.True(PrivacyAudit.Agrees(Count(mechanism, without, 1), Count(mechanism, with, 2), 1, 1e-3));
        Assert.False(PrivacyAudit.Agrees(Count(mechanism, without, 1), DroppedBefore(mechanism, with, 2), 1, 1e-3));

        static double[] DroppedBefore(PrivateSelection mechanism, long[] people, int seed)
        {
            using SeededNumbers numbers = new(seed);
            return [.. Count(mechanism, people[..2], seed).Select(shown => shown - (numbers.Next(3) == 0 ? 0 : 1))];
        }
    }

    private static double[] Release(NoisyCounts mechanism, long exact, int seed, int length = Runs)
    {
        using SeededEntropy entropy = new(seed);
        using EntropyWords words = new(entropy);
        return [.. Enumerable.Range(0, Runs / length).SelectMany(_ => mechanism.Noise.Draw(words, length)).Select(noise => (double)CountNoise.AddConfined(exact, noise))];
    }

    private static double[] Shown(SelectionRule rule, long people, int seed)
    {
        using SeededEntropy entropy = new(seed);
        using EntropyWords words = new(entropy);
        return [.. Enumerable.Range(0, Runs).Select(_ => rule.Shows(people, new UInt128(words.Next(), words.Next())) ? 1.0 : 0.0)];
    }

    private static double[] Count(PrivateSelection mechanism, long[] people, int seed)
    {
        using SeededEntropy entropy = new(seed);
        Room room = new(entropy);
        using BudgetGrant grant = room.Open([.. Enumerable.Repeat(mechanism, 1_000)]);
        return [.. Enumerable.Range(0, 1_000).Select(_ => (double)mechanism.Release(grant, people, people).Value.Groups.Length)];
    }
}
