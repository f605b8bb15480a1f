using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Tests.Data;

namespace EnclaveCleanRoom.PrivateModels.Tests.Privacy;

/// <summary>What a training costs: within what was given, and the same by accountants that share no code.</summary>
public sealed class BudgetTests
{
    [Theory]
    [InlineData("0.5", "1e-5")]
    [InlineData("1", "1e-5")]
    [InlineData("1", "1e-6")]
    [InlineData("8", "1e-6")]
    public void A_training_planned_for_epsilon_and_delta_has_them_and_wastes_little(string epsilon, string delta)
    {
        Rho rho = GaussianBudget.LargestRho(Epsilon.Parse(epsilon), Delta.Parse(delta), tried => Usual(tried).Mechanisms);
        PrivateTraining training = Usual(rho);
        Assert.True(training.Cost.FitsIn(new PrivacyCost(rho.Nano, 0)));
        double wanted = Epsilon.Parse(epsilon).Value.ToDouble();
        Assert.InRange(training.EpsilonAt(Delta.Parse(delta)), 0.999 * wanted, wanted);
    }

    /// <summary>What noise of integers adds to δ grows with e^ε and with the entries: more than a thousandth here, and at ε = 20 more than all of δ.</summary>
    [Theory]
    [InlineData("8", "1e-6", 0.98)]
    [InlineData("20", "1e-9", 0.85)]
    public void Many_entries_and_a_large_epsilon_have_what_they_were_planned_for(string epsilon, string delta, double atLeast)
    {
        const int Features = 20;
        const int Cells = 43;
        PrivateFeature[] features = [.. Enumerable.Range(0, Features).Select(i => PrivateFeature.Categorical($"f{i}", Cells))];
        PrivateTraining Plan(Rho rho) => PrivateTraining.Plan(new BoostedOptions(), features, 1, rho);
        PrivateTraining training = Plan(GaussianBudget.LargestRho(Epsilon.Parse(epsilon), Delta.Parse(delta), rho => Plan(rho).Mechanisms));
        Assert.InRange(training.Mechanisms.OfType<NoisyCounts>().Max(release => release.Length), 2 * Features * Cells, 4 * Features * Cells);
        double wanted = Epsilon.Parse(epsilon).Value.ToDouble();
        Assert.InRange(training.EpsilonAt(Delta.Parse(delta)), atLeast * wanted, wanted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10_000)]
    public void The_largest_clip_that_is_admitted_can_be_planned_whatever_is_protected_and_no_larger_one(int rowsPerPerson)
    {
        foreach (ProtectedParts parts in new[] { ProtectedParts.Everything, ProtectedParts.Labels })
        {
            foreach (string rho in new[] { "0.0000001", "0.1", "100" })
            {
                Assert.NotEmpty(PrivateTraining.Plan(new BoostedOptions { ClipRows = 13, Protects = parts, Rounds = 1 }, GeneratedExamples.Features, rowsPerPerson, Rho.Parse(rho)).Mechanisms);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(
            () => PrivateTraining.Plan(new BoostedOptions { ClipRows = new Rational(1_301, 100) }, GeneratedExamples.Features, rowsPerPerson, Rho.Parse("0.1")));
    }

    private static PrivateTraining Usual(Rho rho) => PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 1, rho);

    [Fact]
    public void A_release_states_the_epsilon_that_its_training_was_planned_for()
    {
        Delta delta = Delta.Parse("1e-6");
        PrivateTraining training = Usual(GaussianBudget.LargestRho(Epsilon.Parse("1"), delta, rho => Usual(rho).Mechanisms));
        PrivateRelease<PrivateModel> release = Room.Train(training, new GeneratedExamples(2_000, 1).Examples);
        Assert.Equal(training.EpsilonAt(delta), release.EpsilonAt(delta));
        Assert.InRange(release.EpsilonAt(delta), 0.999, 1);
        Assert.True(release.Cost.EpsilonAt(delta) > 1.05);
    }

    [Fact]
    public void The_law_of_the_loss_and_renyi_divergences_agree_with_the_statement()
    {
        Delta delta = Delta.Parse("1e-5");
        PrivateTraining training = Usual(GaussianBudget.LargestRho(Epsilon.Parse("1"), delta, rho => Usual(rho).Mechanisms));
        CountedEvent[] events = [.. training.Mechanisms.OfType<NoisyCounts>().GroupBy(mechanism => mechanism)
            .Select(same => new CountedEvent(Continuous(same.Key.Noise), same.Count()))];
        PrivacyComposition composition = new(events);
        double stated = training.EpsilonAt(delta);
        Assert.True(composition.TryEpsilonAt(delta.Value, Accountant.PrivacyLoss, out PrivacyEstimate loss, out _));
        Assert.True(composition.TryEpsilonAt(delta.Value, Accountant.Renyi, out PrivacyEstimate renyi, out _));
        Assert.InRange(loss.Epsilon, stated * 0.9995, stated * 1.0005);
        Assert.InRange(renyi.Epsilon, stated, stated * 1.15);
        Assert.True(training.Cost.EpsilonAt(delta) > stated);

        static GaussianEvent Continuous(CountNoise noise) =>
            new(Rational.FromDouble(Math.Sqrt(noise.Scale.ToDouble())), Rational.FromDouble(Math.Sqrt(noise.Sensitivity.L2Squared)));
    }

    [Fact]
    public void Every_release_is_charged_and_recalibration_among_them()
    {
        PrivateTraining training = PrivateTraining.Plan(
            new BoostedOptions { Rounds = 4, CalibrationShare = new Rational(1, 10) }, GeneratedExamples.Features, 1, Rho.Parse("0.01"));
        Assert.Equal(
            ["model: overall rate", .. Enumerable.Repeat("model: residuals and curvatures by cell", 4), "model: recalibration", "model: recalibration"],
            training.Mechanisms.Select(mechanism => mechanism.Name));
        Assert.Equal(1_000_000, training.Mechanisms[^1].Cost.NanoRho + training.Mechanisms[^2].Cost.NanoRho);
        Assert.Equal(10_000_000, training.Cost.NanoRho);
    }

    [Fact]
    public void Noise_is_made_of_small_integers_so_that_it_is_drawn_quickly()
    {
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 1, Rho.Parse("0.0123"));
        Assert.All(training.Mechanisms.OfType<NoisyCounts>(), mechanism => Assert.True(mechanism.Noise.Scale.Denominator.IsOne));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    public void A_number_of_rounds_out_of_range_is_refused(int rounds) => Assert.Throws<ArgumentOutOfRangeException>(
        () => PrivateTraining.Plan(new BoostedOptions { Rounds = rounds }, GeneratedExamples.Features, 1, Rho.Parse("0.1")));

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Refused(new BoostedOptions { CalibrationShare = Rational.Zero });
        Refused(new BoostedOptions { ClipRows = new Rational(1, 5) });
        Refused(new BoostedOptions { Candidates = 1 });
        Refused(new BoostedOptions { Protects = 0 });
        Refused(new LogisticOptions { Steps = 5000 });
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 0, Rho.Parse("0.1")));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 1, Rho.FromNano(0)));
        Assert.Throws<ArgumentException>(() => PrivateTraining.Plan(new BoostedOptions(), [], 1, Rho.Parse("0.1")));
        Assert.Throws<ArgumentException>(
            () => PrivateTraining.Plan(new BoostedOptions(), [GeneratedExamples.Features[0], GeneratedExamples.Features[0]], 1, Rho.Parse("0.1")));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivateFeature.Numeric("x", 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivateFeature.Numeric("x", 0, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivateFeature.Categorical("x", 0));
        Assert.Throws<ArgumentException>(() => PrivateFeature.Categorical("a name", 2));

        static void Refused(PrivateTrainingOptions options) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => PrivateTraining.Plan(options, GeneratedExamples.Features, 1, Rho.Parse("0.1")));
    }
}
