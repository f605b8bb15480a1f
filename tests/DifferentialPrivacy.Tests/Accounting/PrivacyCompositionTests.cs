namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

public sealed class PrivacyCompositionTests
{
    private static readonly Rational s_delta = Rational.Parse("1e-6");

    [Fact]
    public void Nothing_released_costs_nothing() => Assert.Equal(0, new PrivacyComposition().EpsilonAt(s_delta).Epsilon);

    [Fact]
    public void At_delta_zero_only_pure_releases_have_an_epsilon()
    {
        Assert.Equal(double.PositiveInfinity, Compositions.Of(new GaussianEvent(10)).EpsilonAt(Rational.Zero).Epsilon);
        Assert.Equal(2.5, Compositions.Of(new DiscreteLaplaceEvent(2), 5).EpsilonAt(Rational.Zero).Epsilon);
        Assert.Equal(0, Compositions.Of(new GaussianEvent(10)).EpsilonAt(Rational.One).Epsilon);
    }

    [Fact]
    public void A_pure_sum_is_rounded_up_only_where_it_is_no_double()
    {
        Assert.Equal(1, Compositions.Of(new ApproximateEvent(Epsilon.Parse("1/4")), 4).PureEpsilon);
        double third = Compositions.Of(new ApproximateEvent(Epsilon.Parse("1/3"))).PureEpsilon!.Value;
        Assert.True(Rational.FromDouble(third) > new Rational(1, 3));
        Assert.True(Rational.FromDouble(Math.BitDecrement(third)) < new Rational(1, 3));
    }

    [Fact]
    public void Failure_that_is_certain_to_exceed_delta_has_no_epsilon()
    {
        PrivacyComposition composition = Compositions.Of(new ApproximateEvent(Epsilon.Parse("1"), Rational.Parse("1e-5")));
        Assert.Equal(double.PositiveInfinity, composition.EpsilonAt(s_delta).Epsilon);
        Assert.InRange(composition.EpsilonAt(Rational.Parse("1.1e-5")).Epsilon, 0.99, 1);
    }

    [Theory]
    [InlineData(Accountant.PrivacyLoss)]
    [InlineData(Accountant.Renyi)]
    [InlineData(Accountant.ZeroConcentrated)]
    [InlineData(Accountant.Exact)]
    public void Epsilon_grows_with_the_count_and_falls_with_delta(Accountant accountant)
    {
        double last = 0;
        foreach (long count in new long[] { 1, 2, 5, 20, 100, 1000 })
        {
            double epsilon = Compositions.Of(new DiscreteGaussianEvent(100), count).Epsilon(1e-6, accountant);
            Assert.True(epsilon > last);
            Assert.True(epsilon < Compositions.Of(new DiscreteGaussianEvent(100), count).Epsilon(1e-9, accountant));
            last = epsilon;
        }
    }

    [Fact]
    public void Equal_releases_are_counted_together_wherever_they_stand()
    {
        GaussianEvent noise = new(3);
        PrivacyComposition apart = new(new(noise), new(new LaplaceEvent(4)), new(new GaussianEvent(Rational.Parse("3.0")), 2));
        PrivacyComposition together = new(new(new LaplaceEvent(4)), new(noise, 3));
        Assert.Equal(together.Epsilon(1e-6, Accountant.PrivacyLoss), apart.Epsilon(1e-6, Accountant.PrivacyLoss), 1e-12);
    }

    [Fact]
    public void What_has_no_lattice_is_refused_by_the_exact_accountant_and_by_no_other()
    {
        foreach (PrivacyEvent what in new PrivacyEvent[] { new LaplaceEvent(1), new ConcentratedEvent(1), new SampledGaussianEvent(1, new Rational(1, 10)), new BoundedRangeEvent(Epsilon.Parse("1")) })
        {
            PrivacyComposition composition = Compositions.Of(what);
            Assert.False(composition.TryEpsilonAt(s_delta, Accountant.Exact, out _, out AccountingRefusal? refusal));
            Assert.Equal(AccountingRefusal.NoExactComposition, refusal);
            Assert.True(double.IsFinite(composition.EpsilonAt(s_delta).Epsilon));
        }

        PrivacyComposition fine = new(new(new DiscreteGaussianEvent(Rational.Parse("100.000001"))), new(new DiscreteGaussianEvent(Rational.Parse("99.999999"))));
        Assert.False(fine.TryEpsilonAt(s_delta, Accountant.Exact, out _, out AccountingRefusal? reason));
        Assert.Equal(AccountingRefusal.LatticeTooFine, reason);
        Assert.Equal(Accountant.PrivacyLoss, fine.EpsilonAt(s_delta).Accountant);
    }

    [Fact]
    public void Very_wide_integer_noise_is_counted_by_its_rho()
    {
        PrivacyComposition wide = Compositions.Of(new DiscreteGaussianEvent(Rational.Parse("1e14")), 1_000_000);
        Assert.InRange(wide.Epsilon(1e-6, Accountant.PrivacyLoss), 0, wide.Epsilon(1e-6, Accountant.ZeroConcentrated) * 1.05);
        Assert.True(double.IsFinite(wide.EpsilonAt(s_delta).Epsilon));
    }

    [Fact]
    public void Parameters_out_of_range_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianEvent(Rational.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiscreteGaussianEvent(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampledGaussianEvent(1, Rational.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampledGaussianEvent(Rational.Parse("0.01"), new Rational(1, 2)));
        Assert.Throws<ArgumentException>(() => new SampledGaussianEvent(1, [new(1, new Rational(1, 2)), new(0, new Rational(1, 2))]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ApproximateEvent(default, Rational.FromInt64(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CountedEvent(new GaussianEvent(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivacyComposition().EpsilonAt(Rational.FromInt64(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivacyComposition().DeltaAt(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Compositions.Of(new GaussianEvent(1)).TruePositiveRateAt(0));
    }
}
