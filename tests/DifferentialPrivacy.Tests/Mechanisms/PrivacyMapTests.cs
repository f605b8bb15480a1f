using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Mechanisms;

/// <summary>From the distance of two inputs in people to what the outputs tell, against the exact laws.</summary>
public sealed class PrivacyMapTests
{
    private static readonly Sensitivity s_sensitivity = Sensitivity.OfEntries(3, 2);

    public static TheoryData<string> Names => [.. All.Keys];

    private static Dictionary<string, (Mechanism Mechanism, OutputMeasure Measure, string Domain)> All { get; } = new()
    {
        ["laplace"] = (Laplace(new Rational(1, 2)), OutputMeasure.PureDifferentialPrivacy, "a vector of 7 64-bit integers"),
        ["gaussian"] = (Gaussian(Rho.Parse("0.02")), OutputMeasure.ZeroConcentrated, "a vector of 7 64-bit integers"),
        ["selection"] = (Selection(preThreshold: 1), OutputMeasure.ApproximateZeroConcentrated, "a person in at most 3 groups"),
        ["moments"] = (new NoisyMoments("spent", new ValueRange(0, 100, 1), 2, withVariance: true, Rho.Parse("0.03")), OutputMeasure.ZeroConcentrated, "each clamped to 0..100"),
        ["exponential"] = (Choice(ChoiceKind.Exponential), OutputMeasure.PureDifferentialPrivacy, "each of 9 public candidates"),
        ["permute-and-flip"] = (Choice(ChoiceKind.PermuteAndFlip), OutputMeasure.PureDifferentialPrivacy, "each of 9 public candidates"),
        ["response"] = (new RandomisedResponse("answers", 50, 4, new Epsilon(new Rational(3, 2))), OutputMeasure.PureDifferentialPrivacy, "one of 4 values for each of 50 people"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_mechanism_states_its_domain_adjacency_measure_and_its_cost_as_the_map_at_one_person(string name)
    {
        (Mechanism mechanism, OutputMeasure measure, string domain) = All[name];
        Assert.Contains(domain, mechanism.InputDomain, StringComparison.Ordinal);
        Assert.Equal((Adjacency.AddOrRemoveOnePerson, measure), (mechanism.Adjacency, mechanism.Map.Measure));
        Assert.Equal(PrivacyCost.Zero, mechanism.Map.CostAt(0));
        Assert.Equal(mechanism.Cost, mechanism.Map.CostAt(1));
        Assert.Equal(measure == OutputMeasure.PureDifferentialPrivacy, mechanism.Map.PureEpsilonAt(1) is not null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void More_people_never_cost_less_and_at_least_as_much_as_each_alone(string name)
    {
        PrivacyMap map = All[name].Mechanism.Map;
        for (int people = 1; people < 40; people++)
        {
            (PrivacyCost fewer, PrivacyCost more) = (map.CostAt(people), map.CostAt(people + 1));
            Assert.True(more.NanoRho >= fewer.NanoRho + map.CostAt(1).NanoRho);
            Assert.True(more.AttoDelta >= Math.Min(1_000_000_000_000_000_000, fewer.AttoDelta + map.CostAt(1).AttoDelta));
            Assert.True(map.EpsilonAt(people + 1, Delta.Parse("0.5")) >= map.EpsilonAt(people, Delta.Parse("0.5")));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Laplace_noise_reaches_the_map_and_does_not_exceed_it(int people)
    {
        NoisyCounts counts = Laplace(new Rational(1, 2));
        Rational apart = people * counts.Noise.Sensitivity.L1;

        // ln(P(0)/P(apart)) of the discrete law is apart/b, exactly.
        Assert.Equal(apart / counts.Noise.Scale, counts.Map.PureEpsilonAt(people)!.Value.Value);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Gaussian_noise_hides_a_change_as_many_times_as_large_at_the_maps_rho_and_not_at_less(int people)
    {
        NoisyCounts counts = Gaussian(Rho.Parse("0.02"));
        Rational square = (BigInteger)people * people * counts.Noise.Sensitivity.L2Squared;
        Rational exact = square / (2 * counts.Noise.Scale) * 1_000_000_000;
        Assert.InRange(counts.Map.CostAt(people).NanoRho, (long)exact.Ceiling(), (long)exact.Ceiling() + (people * people));

        // Growing with the number of people alone would not do: σ stays, the distance grows.
        Assert.True(new PrivacyComposition(new CountedEvent(new GaussianEvent(1, people))).DeltaAt(2)
            > new PrivacyCost(people * 500_000_000L, 0).DeltaAt(new Epsilon(2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void A_selection_stays_within_the_map_for_any_group_and_reaches_it_at_the_threshold(int preThreshold)
    {
        PrivateSelection selection = Selection(preThreshold);
        double epsilon = selection.Rule.EpsilonPerGroup.Value.ToDouble();
        for (int people = 1; people <= 6; people++)
        {
            double delta = selection.Map.CostAt(people).AttoDelta * 1e-18 / selection.Rule.MaxGroupsPerPerson;
            double factor = Math.Exp(people * epsilon);
            for (long group = 0; group <= selection.Rule.AlwaysShownFrom + 1; group++)
            {
                double without = selection.Rule.Probability(group).ToDouble();
                double with = selection.Rule.Probability(group + people).ToDouble();
                Assert.True(with <= (factor * without) + (delta * (1 + 1e-9)));
                Assert.True(without <= (factor * with) + (delta * (1 + 1e-9)));
                Assert.True(1 - without <= (factor * (1 - with)) + (delta * (1 + 1e-9)));
                Assert.True(1 - with <= (factor * (1 - without)) + (delta * (1 + 1e-9)));
            }

            double reached = selection.Rule.Probability(preThreshold - 1 + people).ToDouble();
            Assert.InRange(delta, reached * (1 - 1e-9), reached * (1 + 1e-6));
        }
    }

    [Fact]
    public void A_delta_that_only_grew_with_the_number_of_people_would_be_exceeded()
    {
        PrivateSelection selection = Selection(preThreshold: 1);
        double each = selection.Cost.AttoDelta * 1e-18 / selection.Rule.MaxGroupsPerPerson;
        Assert.True(selection.Rule.Probability(3).ToDouble() > 3 * each * 1.1);
    }

    [Fact]
    public void The_map_of_a_plan_adds_those_of_its_mechanisms_and_takes_their_weakest_measure()
    {
        Mechanism[] mechanisms = [All["laplace"].Mechanism, All["gaussian"].Mechanism, All["selection"].Mechanism];
        PrivacyPlan plan = new(mechanisms);
        Assert.Equal(OutputMeasure.ApproximateZeroConcentrated, plan.Map.Measure);
        Assert.Null(plan.Map.PureEpsilonAt(2));
        Assert.Equal(plan.Cost, plan.Map.CostAt(1));
        Assert.Equal(
            mechanisms.Aggregate(PrivacyCost.Zero, (sum, mechanism) => sum + mechanism.Map.CostAt(4)),
            plan.Map.CostAt(4));
        Assert.Equal(OutputMeasure.ZeroConcentrated, new PrivacyPlan(mechanisms[0], mechanisms[1]).Map.Measure);
    }

    [Fact]
    public void A_delta_stops_at_one_and_a_rho_beyond_the_integers_is_refused()
    {
        PrivacyMap map = Selection(preThreshold: 1).Map;
        Assert.Equal(1_000_000_000_000_000_000, map.CostAt(1_000).AttoDelta);
        Assert.Equal(double.PositiveInfinity, map.EpsilonAt(1_000, Delta.Parse("0.5")));
        Assert.Throws<OverflowException>(() => map.CostAt(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => map.CostAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => map.PureEpsilonAt(-1));
    }

    private static NoisyCounts Laplace(Rational epsilon) => new("counts", 7, CountNoise.Laplace(s_sensitivity, new Epsilon(epsilon)));

    private static NoisyCounts Gaussian(Rho rho) => new("counts", 7, CountNoise.Gaussian(s_sensitivity, rho));

    private static PrivateChoice Choice(ChoiceKind kind) => new("best", 9, 2, kind, new Epsilon(new Rational(1, 3)), Sensitivity.One, isMonotone: true);

    private static PrivateSelection Selection(int preThreshold) => new(
        "groups",
        new SelectionRule(new Epsilon(new Rational(1, 2)), Delta.Parse("0.000003"), maxGroupsPerPerson: 3, preThreshold),
        maxGroups: 10,
        columns: 1,
        CountNoise.Gaussian(s_sensitivity, Rho.Parse("0.02")));
}
