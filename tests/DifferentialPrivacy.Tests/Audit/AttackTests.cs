using EnclaveCleanRoom.DifferentialPrivacy.Sampling;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;

/// <summary>Attacks that broke other libraries, run against ours; and, where it has no such fault, against a variant that does.</summary>
public sealed class AttackTests
{
    [Fact]
    public void Low_bits_tell_nothing_where_they_betray_floating_point_noise()
    {
        // Mironov 2012: of the doubles near y only few are x - ln(u) for a u of 53 bits; whether y is one of them tells which x it came from.
        using SeededNumbers numbers = new(41);
        int betrayed = 0;
        for (int run = 0; run < 500; run++)
        {
            double outcome = 0 + FloatNoise(numbers.Next(1L << 53));
            betrayed += Reachable(outcome, 0) && !Reachable(outcome, 1) ? 1 : 0;
        }

        Assert.True(betrayed > 50, "seeded fault: float noise gives itself away");

        // Integers plus integers: every outcome near is reached from both inputs.
        NoisyCounts mechanism = new("count", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1")));
        HashSet<long> fromZero = [.. Outcomes(mechanism, 0, 1).Where(IsNear)];
        HashSet<long> fromOne = [.. Outcomes(mechanism, 1, 2).Where(IsNear)];
        Assert.Equal(fromZero.Order(), fromOne.Order());
        Assert.Equal(9, fromZero.Count);

        static bool IsNear(long outcome) => outcome is >= -4 and <= 4;
        static double FloatNoise(long bits) => -Math.Log((bits + 1) * Math.ScaleB(1, -53));
    }

    [Fact]
    public void The_size_of_a_figure_does_not_show_in_the_grain_of_its_noise()
    {
        // Haney et al. 2022: a double above 2^53 has no odd values, so parity tells how large the exact figure is.
        NoisyCounts mechanism = new("count", 1, CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.005")));
        foreach (long exact in (long[])[0, 1L << 40, 1L << 60, -(1L << 62)])
        {
            int odd = Outcomes(mechanism, exact, 3).Count(outcome => (outcome & 1) != 0);
            Assert.InRange(odd, 9_600, 10_400);
        }

        Assert.All(Outcomes(mechanism, 0, 3), noise => Assert.Equal(0, (long)((double)(1L << 60) + noise) & 1)); // the fault, for comparison
    }

    [Fact]
    public void Sums_that_would_overflow_are_confined_and_move_no_further_than_declared()
    {
        // Casacuberta et al. 2022: a sum that wraps around moves by 2^64 for one person.
        ValueRange range = new(-(1L << 30), 1L << 30, Rational.One);
        NoisyMoments mechanism = new("amount", range, 1, withVariance: false, Rho.Parse("1"));
        long[] many = [.. Enumerable.Repeat(long.MaxValue, 1_000)];
        long[] sums = mechanism.Sums(many);
        Assert.Equal(1_000L << 30, sums[1]);
        Assert.Equal(1L << 30, sums[1] - mechanism.Sums(many.AsSpan(1))[1]);
        Assert.Equal(long.MaxValue, CountNoise.AddConfined(long.MaxValue, 5));
        Assert.Equal(long.MinValue, CountNoise.AddConfined(long.MinValue, -5));
    }

    [Fact]
    public void Asking_again_to_average_the_noise_away_is_charged_each_time_and_ends_with_the_budget()
    {
        using SeededEntropy entropy = new(8);
        BudgetFilter filter = new(new MemoryReservationStore(), entropy);
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.005"));
        NoisyCounts mechanism = new("count", 1, noise);
        BudgetAccount account = new(new BudgetAccountId("owner", "requester"), PrivacyCost.From(Rho.Parse("0.05"), default));
        int granted = 0;
        while (filter.TrySpend(new ReservationId($"job-{granted}"), new PrivacyPlan(mechanism), [account], out BudgetGrant? grant, out _))
        {
            grant.Open();
            mechanism.Release(grant, [100]);
            grant.MarkStored();
            grant.Dispose();
            granted++;
        }

        // Ten answers of σ = 10 are worth one of σ = 10/√10, which is what the whole budget buys at once.
        Assert.Equal(10, granted);
        Assert.Equal(noise.Variance / 10, CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.05")).Variance, 1e-6);
    }

    [Fact]
    public void The_difference_of_two_neighbouring_filters_tells_no_more_than_both_cost()
    {
        NoisyCounts everybody = new("everybody", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1/2")));
        NoisyCounts allButOne = new("all but one", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1/2")));
        double[] with = [.. Outcomes(everybody, 101, 11).Zip(Outcomes(allButOne, 100, 12), (a, b) => (double)(a - b))];
        double[] without = [.. Outcomes(everybody, 100, 13).Zip(Outcomes(allButOne, 100, 14), (a, b) => (double)(a - b))];
        Assert.True(PrivacyAudit.Agrees(with, without, new PrivacyPlan(everybody, allButOne).EpsilonAt(default), 0));

        // The fault: the same noise for both filters, as a cache keyed by nothing but the seed would give.
        double[] sameNoiseWith = [.. Outcomes(everybody, 101, 11).Zip(Outcomes(allButOne, 100, 11), (a, b) => (double)(a - b))];
        double[] sameNoiseWithout = [.. Outcomes(everybody, 100, 13).Zip(Outcomes(allButOne, 100, 13), (a, b) => (double)(a - b))];
        Assert.False(PrivacyAudit.Agrees(sameNoiseWith, sameNoiseWithout, 1, 0));
    }

    [Fact]
    public void A_threshold_made_for_Laplace_noise_lets_too_many_single_people_through_with_Gaussian_noise()
    {
        // Seeded fault: noisy counts above T = 1 + ln(1/2δ)/ε show, with Gaussian noise of the same ρ in place of Laplace noise.
        const double Delta = 1e-3;
        double threshold = 1 + Math.Log(1 / (2 * Delta));
        NoisyCounts laplace = new("count", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1")));
        NoisyCounts gaussian = new("count", 1, CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.025")));
        double[] absent = [.. Enumerable.Repeat(0.0, 20_000)];
        Assert.True(PrivacyAudit.Agrees(absent, [.. Outcomes(laplace, 1, 21).Select(noisy => noisy > threshold ? 1.0 : 0)], 1, Delta));
        Assert.False(PrivacyAudit.Agrees(absent, [.. Outcomes(gaussian, 1, 22).Select(noisy => noisy > threshold ? 1.0 : 0)], 1, Delta));

        // Ours: one person alone shows with probability at most δ, exactly.
        SelectionRule rule = new(Epsilon.Parse("1"), DifferentialPrivacy.Delta.Parse("0.001"), 1, 1);
        Assert.True(rule.Probability(1) <= new Rational(1, 1_000));
    }

    private static bool Reachable(double outcome, double exact)
    {
        double centre = Math.Exp(exact - outcome) * Math.ScaleB(1, 53);
        for (int step = -3; step <= 3; step++)
        {
            double bits = Math.Round(centre) + step;
            if (bits is >= 1 and <= 1L << 53 && exact - Math.Log(bits * Math.ScaleB(1, -53)) == outcome)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<long> Outcomes(NoisyCounts mechanism, long exact, int seed)
    {
        using SeededEntropy entropy = new(seed);
        using EntropyWords words = new(entropy);
        return [.. mechanism.Noise.Draw(words, 20_000).Select(noise => CountNoise.AddConfined(exact, noise))];
    }
}
