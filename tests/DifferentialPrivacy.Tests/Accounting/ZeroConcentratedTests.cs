using EnclaveCleanRoom.DifferentialPrivacy.Accounting;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>
/// Published values of the zCDP conversions (OpenDP's test suite and the conversion script of Canonne, Kamath and Steinke). Ours may lie
/// above a correctly rounded value by rounding, never below it by more than the reference's own rounding.
/// </summary>
public sealed class ZeroConcentratedTests
{
    [Theory]
    [InlineData("0.05", "0.25", 8.17727531036956e-2)]
    [InlineData("5e-30", "1e-13", 2.619676329730346e-234)]
    [InlineData("0.5", "0", 0.5588356393474351)]
    [InlineData("1/32", "0", 0.1508457845622862)]
    public void Delta_agrees_with_published_values_on_the_safe_side(string rho, string epsilon, double expected)
    {
        double delta = ZeroConcentrated.DeltaUp(Rational.Parse(rho), Rational.Parse(epsilon));
        Assert.InRange(delta, expected * (1 - 1e-13), expected * (1 + 1e-10));
    }

    [Theory]
    [InlineData("1/32", "1e-3", 0.6880024554878085)]
    [InlineData("0.005", "1e-6", 0.42994146883694934)]
    [InlineData("0.5", "1e-6", 5.221534444530169)]
    [InlineData("1", "1e-5", 7.0771966958063395)]
    public void Epsilon_agrees_with_published_values_on_the_safe_side(string rho, string delta, double expected)
    {
        double epsilon = ZeroConcentrated.EpsilonUp(Rational.Parse(rho), Rational.Parse(delta));
        Assert.InRange(epsilon, expected * (1 - 1e-13), expected * (1 + 1e-10));
    }

    [Theory]
    [InlineData("1", "1e-6", 24_355_970)]
    [InlineData("1", "1e-10", 13_242_583)]
    public void The_largest_rho_is_the_published_one_rounded_down(string epsilon, string delta, long nanoRho)
    {
        Rho rho = PrivacyCost.LargestRho(Epsilon.Parse(epsilon), Delta.Parse(delta));
        Assert.Equal(nanoRho, rho.Nano);
        Assert.True(new PrivacyCost(rho.Nano, 0).EpsilonAt(Delta.Parse(delta)) <= 1);
        Assert.True(new PrivacyCost(rho.Nano + 1, 0).EpsilonAt(Delta.Parse(delta)) > 1);
    }

    [Fact]
    public void The_ends_of_the_range_are_exact()
    {
        Assert.Equal(double.PositiveInfinity, ZeroConcentrated.EpsilonUp(new Rational(1, 32), Rational.Zero));
        Assert.Equal(0, ZeroConcentrated.EpsilonUp(new Rational(1, 32), Rational.One));
        Assert.Equal(0, ZeroConcentrated.EpsilonUp(Rational.Zero, Rational.Zero));
        Assert.Equal(0, ZeroConcentrated.DeltaUp(Rational.Zero, Rational.Zero));
    }

    [Fact]
    public void Epsilon_grows_with_rho_and_falls_with_delta()
    {
        double last = 0;
        for (long nano = 1; nano < 100_000_000_000; nano *= 3)
        {
            double epsilon = new PrivacyCost(nano, 0).EpsilonAt(Delta.Parse("1e-6"));
            Assert.True(epsilon >= last);
            Assert.True(epsilon <= new PrivacyCost(nano, 0).EpsilonAt(Delta.Parse("1e-9")));
            last = epsilon;
        }
    }

    [Fact]
    public void No_order_gives_a_smaller_bound_than_the_one_found()
    {
        foreach ((double rho, double epsilon) in new[] { (0.005, 0.43), (0.5, 2.0), (3.0, 1.0) })
        {
            double best = double.PositiveInfinity;
            for (double beyond = 1e-3; beyond < 1e4; beyond *= 1.0005)
            {
                double exponent = (beyond * (((beyond + 1) * rho) - epsilon)) - ((beyond + 1) * Math.Log(1 + (1 / beyond))) - Math.Log(beyond);
                best = Math.Min(best, Math.Exp(exponent));
            }

            Rational exactRho = Rational.Parse(rho.ToString("R"));
            double found = ZeroConcentrated.DeltaUp(exactRho, Rational.Parse(epsilon.ToString("R")));
            Assert.InRange(found, Math.Min(1, best) * (1 - 1e-6), Math.Min(1, best) * (1 + 1e-12));
        }
    }
}
