using EnclaveCleanRoom.DifferentialPrivacy.Accounting;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>The ε that plans and results state: tight, and never below what the worst change of the figures tells.</summary>
public sealed class StatementTests
{
    private const int Reach = 20;
    private static readonly Delta s_delta = Delta.Parse("1e-6");

    [Fact]
    public void One_count_states_the_exact_epsilon_of_its_noise_and_less_than_its_rho_alone_would()
    {
        NoisyCounts counts = new("count", 1, CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.005")));
        double exact = Compositions.Of(new DiscreteGaussianEvent(100)).Epsilon(1e-6, Accountant.Exact);
        double stated = new PrivacyPlan(counts).EpsilonAt(s_delta);
        Assert.InRange(stated, exact, exact * (1 + 1e-12));
        Assert.True(stated < 0.95 * counts.Cost.EpsilonAt(s_delta));
    }

    [Fact]
    public void A_selection_and_its_columns_state_what_they_tell_together()
    {
        ContributionBounds bounds = new(maxGroups: 4, maxRowsPerGroup: 1);
        CountNoise noise = CountNoise.ForRho(bounds.OfRowsPerGroup(parts: 2), Rho.Parse("0.01"));
        SelectionRule rule = SelectionRule.ForRho(Rho.Parse("0.002"), Delta.Parse("1e-7"), bounds.MaxGroups, preThreshold: 20);
        PrivacyPlan plan = new(new PrivateSelection("segments", rule, maxGroups: 100, columns: 2, noise));
        PrivacyComposition byHand = new(
            new(new ApproximateEvent(rule.EpsilonPerGroup, Delta.Parse("1e-7").Value / 4), 4), new(new DiscreteGaussianEvent(noise.Scale), 4));
        double expected = byHand.EpsilonAt(s_delta.Value).Epsilon;
        Assert.InRange(plan.EpsilonAt(s_delta), expected * (1 - 1e-12), expected * (1 + 1e-12));
        Assert.True(plan.EpsilonAt(s_delta) < plan.Cost.EpsilonAt(s_delta));
    }

    [Fact]
    public void Pure_plans_state_no_more_than_the_sum_of_their_epsilons()
    {
        PrivacyPlan plan = new(
            new NoisyCounts("one", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1/2"))), new NoisyCounts("two", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1/4"))));
        Assert.InRange(plan.EpsilonAt(default), 0.75, Math.BitIncrement(0.75));
        Assert.InRange(plan.EpsilonAt(Delta.Parse("1e-18")), 0.74, Math.BitIncrement(0.75));
    }

    public static TheoryData<long, long, long, long> Norms => new() { { 8, 8, 32, 4 }, { 4, 6, 18, 3 }, { 3, 5, 9, 2 }, { 2, 7, 29, 5 } };

    [Theory]
    [MemberData(nameof(Norms))]
    public void No_change_that_the_norms_allow_tells_more_than_is_stated(long l0, long l1, long l2Squared, long lInfinity)
    {
        Sensitivity norms = Sensitivity.OfNorms(l0, l1, l2Squared, lInfinity);
        foreach (string delta in (string[])["1e-3", "1e-8"])
        {
            CountNoise gaussian = CountNoise.Gaussian(norms, Rho.Parse("0.2"));
            CountNoise laplace = CountNoise.Laplace(norms, Epsilon.Parse("1.5"));
            double statedGaussian = new PrivacyPlan(new NoisyCounts("g", 1, gaussian)).EpsilonAt(Delta.Parse(delta));
            double statedLaplace = new PrivacyPlan(new NoisyCounts("l", 1, laplace)).EpsilonAt(Delta.Parse(delta));
            foreach (long[] change in Changes(norms, norms.LInfinity))
            {
                Assert.True(Tells(change, entry => new DiscreteGaussianEvent(gaussian.Scale, entry), delta) <= statedGaussian * (1 + 1e-12));
                Assert.True(Tells(change, entry => new DiscreteLaplaceEvent(laplace.Scale, entry), delta) <= statedLaplace * (1 + 1e-12));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Norms))]
    public void Every_change_that_the_norms_allow_lies_below_a_worst_one(long l0, long l1, long l2Squared, long lInfinity)
    {
        Sensitivity norms = Sensitivity.OfNorms(l0, l1, l2Squared, lInfinity);
        long[][] worst = [.. WorstVectors.Of(norms)!.Select(vector => vector.SelectMany(part => Enumerable.Repeat(part.Change, (int)part.Entries)).ToArray())];
        Assert.All(Changes(norms, norms.LInfinity), change => Assert.Contains(worst, larger => change.Length <= larger.Length && change.Zip(larger).All(pair => pair.First <= pair.Second)));
    }

    [Fact]
    public void Where_a_release_may_decide_how_a_person_changes_the_next_one_the_worst_way_after_each_outcome_is_covered()
    {
        // Two rows of a person: both in one entry, or in an entry each; which, is decided by whether the first release lies above its middle.
        CountNoise first = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.125"));
        CountNoise second = CountNoise.Gaussian(Sensitivity.OfNorms(2, 2, 4, 2), Rho.Parse("0.5"));
        Assert.True(WorstVectors.Of(second.Sensitivity)!.Count > 1);
        PrivacyPlan plan = new(new NoisyCounts("first", 1, first), new NoisyCounts("second", 2, second));
        double[] lawOfFirst = Law(first.Scale.ToDouble());
        double[] lawOfSecond = Law(second.Scale.ToDouble());
        foreach (double epsilon in (double[])[0.1, 0.3, 0.6, 1, 1.5, 2, 3, 4])
        {
            double told = 0;
            for (int x = -Reach; x <= Reach; x++)
            {
                double left = epsilon - ((1 - (2 * x)) / (2 * first.Scale.ToDouble()));
                told += At(lawOfFirst, x) * Math.Max(Told(left, 2, 0), Told(left, 1, 1));
            }

            double stated = plan.EpsilonAt(Delta.FromAtto((long)(told * 1e18)));
            Assert.True(stated >= epsilon * (1 - 1e-9), $"{stated} is stated where {epsilon} is told");
        }

        // δ of two entries that change by so much, by its definition.
        double Told(double left, int one, int other) => Enumerable.Range(-Reach, (2 * Reach) + 1).Sum(y => Enumerable.Range(-Reach, (2 * Reach) + 1).Sum(z =>
            Math.Max(0, (At(lawOfSecond, y) * At(lawOfSecond, z)) - (Math.Exp(left) * At(lawOfSecond, y - one) * At(lawOfSecond, z - other)))));
    }

    [Fact]
    public void Norms_of_too_many_changes_are_counted_by_what_the_ledger_counts()
    {
        Assert.Null(WorstVectors.Of(Sensitivity.OfNorms(60, 63, 200, 9)));
        CountNoise noise = CountNoise.Gaussian(Sensitivity.OfNorms(500, 1_000, 4_000, 7), Rho.Parse("0.01"));
        NoisyCounts counts = new("counts", 1, noise);
        Assert.InRange(new PrivacyPlan(counts).EpsilonAt(s_delta), counts.Cost.EpsilonAt(s_delta) * (1 - 1e-6), counts.Cost.EpsilonAt(s_delta));
    }

    [Fact]
    public void Wide_noise_on_many_entries_states_what_continuous_noise_tells()
    {
        CountNoise wide = CountNoise.Gaussian(Sensitivity.OfNorms(1_000, 1L << 24, 1L << 41, 1L << 20), Rho.Parse("0.02"));
        NoisyCounts sums = new("sums", 5_000, wide);
        double continuous = AnalyticGaussian.EpsilonAt(1e-6, Math.Sqrt(wide.Scale.ToDouble()), Math.Sqrt(wide.Sensitivity.L2Squared));
        Assert.InRange(new PrivacyPlan(sums).EpsilonAt(s_delta), continuous, continuous * 1.0001);
        Assert.True(new PrivacyPlan(sums).EpsilonAt(s_delta) < 0.95 * sums.Cost.EpsilonAt(s_delta));
    }

    [Fact]
    public void Wide_noise_beside_noise_on_counts_states_what_both_tell_together()
    {
        CountNoise wide = CountNoise.Gaussian(Sensitivity.OfNorms(1_000, 1L << 24, 1L << 41, 1L << 20), Rho.Parse("0.02"));
        CountNoise narrow = CountNoise.Gaussian(Sensitivity.OfEntries(2, 1), Rho.Parse("0.005"));
        PrivacyPlan plan = new(new NoisyCounts("sums", 5_000, wide), new NoisyCounts("counts", 10, narrow));
        double both = new PrivacyComposition(
            new(new GaussianEvent(Rational.FromDouble(Math.Sqrt(wide.Scale.ToDouble())), Rational.FromDouble(Math.Sqrt(wide.Sensitivity.L2Squared)))), new(new DiscreteGaussianEvent(narrow.Scale), 2))
            .EpsilonAt(s_delta.Value).Epsilon;
        Assert.InRange(plan.EpsilonAt(s_delta), both, both * 1.0001);
        Assert.True(plan.EpsilonAt(s_delta) < 0.95 * plan.Cost.EpsilonAt(s_delta));
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("0.05", "0.15")]
    [InlineData("0.001", "0.2")]
    [InlineData("0.02", "0.3")]
    public void Wide_noise_beside_as_little_or_less_noise_on_a_count_states_what_both_tell_together(string rhoOfWide, string rhoOfNarrow)
    {
        CountNoise wide = CountNoise.Gaussian(Sensitivity.OfNorms(1_000, 1L << 24, 1L << 41, 1L << 20), Rho.Parse(rhoOfWide));
        CountNoise narrow = CountNoise.Gaussian(Sensitivity.One, Rho.Parse(rhoOfNarrow));
        double stated = new PrivacyPlan(new NoisyCounts("sums", 5_000, wide), new NoisyCounts("count", 1, narrow)).EpsilonAt(s_delta);

        // By the whole law of the loss, cut into steps: another way of adding up.
        PrivacyComposition both = new(
            new(new GaussianEvent(Rational.FromDouble(Math.Sqrt(wide.Scale.ToDouble())), Rational.FromDouble(Math.Sqrt(wide.Sensitivity.L2Squared)))), new(new DiscreteGaussianEvent(narrow.Scale)));
        Assert.True(both.TryEpsilonAt(s_delta.Value, Accountant.PrivacyLoss, out PrivacyEstimate counted, out _));
        Assert.InRange(stated, counted.Epsilon * 0.999, counted.Epsilon * 1.001);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(400)]
    [InlineData(10_000)]
    public void Discrete_noise_is_no_further_from_rounded_continuous_noise_than_is_proved(int variance)
    {
        double sigma = Math.Sqrt(variance);
        int[] reach = [.. Enumerable.Range((int)(-9 * sigma), (2 * (int)(9 * sigma)) + 1)];
        double total = reach.Sum(x => Math.Exp(-(double)x * x / (2 * variance)));
        double variation = reach.Sum(x => Math.Abs((Math.Exp(-(double)x * x / (2 * variance)) / total) - Rounded(x))) / 2;
        MechanismReport report = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.01")).Report("count") with { Scale = variance };
        Assert.InRange(variation, 0.01 / variance, WideGaussian.VariationUp(report));

        // Simpson's rule over the interval that is rounded to x.
        double Rounded(double x) => Enumerable.Range(0, 9).Sum(i => (i is 0 or 8 ? 1 : i % 2 == 0 ? 2 : 4) * Math.Exp(-Math.Pow(x - 0.5 + (i / 8.0), 2) / (2 * variance))) / 24 / (sigma * Math.Sqrt(2 * Math.PI));
    }

    [Fact]
    public void Noise_that_is_not_wide_enough_for_delta_is_not_counted_as_continuous()
    {
        MechanismReport report = CountNoise.Gaussian(Sensitivity.OfNorms(500, 1_000, 4_000, 7), Rho.Parse("0.01")).Report("counts");
        Assert.True(WideGaussian.VariationUp(report) > 1e-4);
        Assert.Equal(double.PositiveInfinity, WideGaussian.VariationUp(report with { Scale = 255 }));
        Assert.Equal(double.PositiveInfinity, WideGaussian.VariationUp(report with { Kind = MechanismKind.DiscreteLaplace }));
    }

    [Fact]
    public void Many_responses_state_less_than_the_sum_of_their_epsilons_and_than_their_rho_would()
    {
        PrivacyPlan plan = new([.. Enumerable.Range(0, 60).Select(i => (Mechanism)new RandomisedResponse($"answer {i}", 10, 2, Epsilon.Parse("1/5")))]);
        double exact = new PrivacyComposition(new CountedEvent(new ApproximateEvent(Epsilon.Parse("1/5")), 60)).EpsilonAt(s_delta.Value).Epsilon;
        Assert.InRange(plan.EpsilonAt(s_delta), exact * (1 - 1e-12), exact * (1 + 1e-12));
        Assert.True(exact < plan.Cost.EpsilonAt(s_delta));
        Assert.True(plan.Cost.EpsilonAt(s_delta) < 12);
    }

    [Fact]
    public void Numbers_out_of_all_proportion_have_a_statement_too()
    {
        MechanismReport report = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.01")).Report("count");
        foreach (MechanismReport odd in new[]
        {
            report with { Scale = Rational.Parse("1e-200") }, report with { Scale = Rational.Parse("1e400") }, report with { Cost = new PrivacyCost(1, long.MaxValue) },
            report with { Kind = MechanismKind.DiscreteLaplace, Scale = Rational.Parse("1e-300") },
            report with { Kind = MechanismKind.TruncatedGeometricSelection, Scale = 1_000 },
            report with { Sensitivity = Sensitivity.OfEntries(1, 2_000_000_000) },
        })
        {
            Assert.False(double.IsNaN(MechanismReport.EstimateAt([odd], s_delta).Epsilon));
            Assert.False(double.IsNaN(MechanismReport.EstimateAt([.. Enumerable.Repeat(odd, 100)], s_delta).Epsilon));
        }
    }

    private static double At(double[] law, int x) => Math.Abs(x) <= Reach ? law[x + Reach] : 0;

    private static double[] Law(double variance)
    {
        double[] weights = [.. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(x => Math.Exp(-(double)x * x / (2 * variance)))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static double Tells(long[] change, Func<long, PrivacyEvent> noise, string delta) =>
        new PrivacyComposition([.. change.Select(entry => new CountedEvent(noise(entry)))]).Epsilon(Delta.Parse(delta).Value.ToDouble(), Accountant.Exact);

    private static IEnumerable<long[]> Changes(Sensitivity norms, long most)
    {
        return Extend([]);

        IEnumerable<long[]> Extend(long[] change)
        {
            for (long next = change.Length == 0 ? most : change[^1]; next >= 1; next--)
            {
                long[] longer = [.. change, next];
                if (longer.Length <= norms.L0 && longer.Sum() <= norms.L1 && longer.Sum(entry => entry * entry) <= norms.L2Squared)
                {
                    yield return longer;
                    foreach (long[] more in Extend(longer))
                    {
                        yield return more;
                    }
                }
            }
        }
    }
}
