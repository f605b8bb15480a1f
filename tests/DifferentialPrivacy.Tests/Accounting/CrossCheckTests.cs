namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>No accountant is trusted alone: wherever two apply, the looser lies above the tighter, and the two tight ones agree.</summary>
public sealed class CrossCheckTests
{
    public static TheoryData<double, double, int, double> Sampling => new()
    {
        { 2, 0.01, 10_000, 1 },
        { 1, 0.01, 10_000, 1 },
        { 1, 0.02, 500, 1.5 },
        { 1.5, 0.04, 2_250, 6.77 },
        { 3, 0.05, 1_000, 2.5 },
    };

    public static TheoryData<string, PrivacyEvent, long> Lattices => new()
    {
        { "discrete Gaussian, narrow", new DiscreteGaussianEvent(new Rational(1, 4)), 3 },
        { "discrete Gaussian", new DiscreteGaussianEvent(100), 50 },
        { "discrete Gaussian, change of five", new DiscreteGaussianEvent(100, 5), 4 },
        { "discrete Laplace", new DiscreteLaplaceEvent(20), 30 },
        { "discrete Laplace, change of three", new DiscreteLaplaceEvent(new Rational(40, 3), 3), 7 },
        { "randomised response", new ApproximateEvent(Epsilon.Parse("0.3")), 11 },
        { "approximate", new ApproximateEvent(Epsilon.Parse("0.3"), Rational.Parse("1e-8")), 11 },
    };

    [Theory]
    [MemberData(nameof(Sampling))]
    public void Subsampled_delta_agrees_with_inversion_of_the_moments_and_is_never_below_it(double sigma, double rate, int count, double epsilon)
    {
        double inverted = Math.Max(
            LossInversion.DeltaAt(epsilon, sigma, rate, count, removal: true), LossInversion.DeltaAt(epsilon, sigma, rate, count, removal: false));
        double counted = Compositions.Of(new SampledGaussianEvent(Rational.Parse($"{sigma}"), Rational.Parse($"{rate}")), count).DeltaAt(epsilon);
        Assert.InRange(counted, inverted * (1 - 1e-9), inverted * (1 + 1e-4));
    }

    [Theory]
    [MemberData(nameof(Lattices))]
    public void Losses_on_a_grid_agree_with_losses_on_their_own_lattice_and_are_never_below(string name, PrivacyEvent what, long count)
    {
        Assert.NotEmpty(name);
        foreach (double delta in (double[])[0.1, 1e-3, 1e-6])
        {
            PrivacyComposition composition = Compositions.Of(what, count);
            double exact = composition.Epsilon(delta, Accountant.Exact);
            Assert.InRange(composition.Epsilon(delta, Accountant.PrivacyLoss), exact * (1 - 1e-12), (exact * (1 + 1e-6)) + 1e-9);
        }
    }

    [Fact]
    public void Gaussian_noise_has_the_same_epsilon_in_closed_form_and_on_a_grid()
    {
        foreach ((string sigma, long count, double delta) in new[] { ("10", 100L, 1e-6), ("0.7", 2, 1e-5), ("1", 1, 1e-10), ("50", 3, 0.2), ("1", 400, 1e-6) })
        {
            PrivacyComposition composition = Compositions.Of(new GaussianEvent(Rational.Parse(sigma)), count);
            double exact = composition.Epsilon(delta, Accountant.Exact);
            Assert.InRange(composition.Epsilon(delta, Accountant.PrivacyLoss), exact * (1 - 1e-12), (exact * (1 + 1e-6)) + 1e-9);
        }
    }

    [Fact]
    public void Looser_accountants_lie_above_tighter_ones_for_every_kind()
    {
        foreach (CountedEvent counted in new CountedEvent[]
        {
            new(new GaussianEvent(5), 10), new(new DiscreteGaussianEvent(25), 10), new(new LaplaceEvent(8), 40), new(new DiscreteLaplaceEvent(8), 40),
            new(new ApproximateEvent(Epsilon.Parse("0.1")), 40), new(new SampledGaussianEvent(1, new Rational(1, 50)), 200),
        })
        {
            PrivacyComposition composition = new(counted);
            double tight = composition.Epsilon(1e-6, Accountant.PrivacyLoss);
            double renyi = composition.Epsilon(1e-6, Accountant.Renyi);
            double concentrated = composition.Epsilon(1e-6, Accountant.ZeroConcentrated);
            Assert.InRange(tight, 0.3 * renyi, renyi * (1 + 1e-12));
            Assert.True(renyi <= concentrated * (1 + 1e-9), $"{counted.Event}");
        }
    }

    [Fact]
    public void A_release_of_which_only_rho_is_known_costs_the_same_on_a_grid_as_by_conversion()
    {
        PrivacyComposition composition = Compositions.Of(new ConcentratedEvent(new Rational(1, 2)));
        double converted = composition.Epsilon(1e-6, Accountant.ZeroConcentrated);
        Assert.InRange(composition.Epsilon(1e-6, Accountant.PrivacyLoss), converted * (1 - 1e-9), converted * (1 + 1e-4));
    }

    [Fact]
    public void A_mix_of_continuous_and_integer_noise_is_exact_too()
    {
        PrivacyComposition mix = new(new(new GaussianEvent(10), 50), new(new DiscreteGaussianEvent(100), 10), new(new DiscreteLaplaceEvent(20), 10));
        double exact = mix.Epsilon(1e-6, Accountant.Exact);
        Assert.InRange(mix.Epsilon(1e-6, Accountant.PrivacyLoss), exact * (1 - 1e-12), exact * (1 + 1e-6));
        Assert.True(exact < mix.Epsilon(1e-6, Accountant.Renyi));
    }

    [Fact]
    public void Delta_and_epsilon_of_the_loss_accountant_are_inverse()
    {
        foreach (PrivacyComposition composition in new[]
        {
            Compositions.Of(new LaplaceEvent(10), 50), Compositions.Sampled("1", "0.02", 500), Compositions.Of(new DiscreteGaussianEvent(30), 20),
        })
        {
            double epsilon = composition.Epsilon(1e-5, Accountant.PrivacyLoss);
            Assert.Equal(1e-5, composition.DeltaAt(epsilon), 1e-5 * 1e-4);
        }
    }

    [Fact]
    public void Sampling_everybody_is_no_sampling()
    {
        PrivacyComposition nearlyAll = Compositions.Of(new SampledGaussianEvent(4, Rational.Parse("0.999999999")), 10);
        double all = Compositions.Of(new GaussianEvent(4), 10).Epsilon(1e-6, Accountant.Exact);
        Assert.Equal(all, nearlyAll.Epsilon(1e-6, Accountant.PrivacyLoss), 1e-5);
        Assert.Equal(
            Compositions.Of(new GaussianEvent(4), 10).Epsilon(1e-6, Accountant.Renyi), nearlyAll.Epsilon(1e-6, Accountant.Renyi), 0.1);
    }
}
