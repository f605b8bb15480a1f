namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>What randomised response costs: Rényi divergences of all orders lie below ρ times the order, and no smaller ρ has them there.</summary>
public sealed class ResponseDivergenceTests
{
    private static readonly double[] s_orders = [1 + 1e-6, 1.001, 1.01, 1.1, 1.5, 2, 3, 5, 10, 32, 100, 1_000, 1e6];

    public static TheoryData<string> Epsilons => ["0.001", "0.1", "0.5", "1", "1.7", "2", "3", "4", "6", "10", "25", "60"];

    [Theory]
    [MemberData(nameof(Epsilons))]
    public void No_order_diverges_by_more_than_rho_times_itself(string epsilon)
    {
        double rho = RandomisedResponse.RhoOf(Epsilon.Parse(epsilon)).ToDouble();
        Assert.All(s_orders, order => Assert.True(Divergence(Epsilon.Parse(epsilon).Value.ToDouble(), order) <= rho * order * (1 + 1e-9), $"at order {order}"));
    }

    [Theory]
    [MemberData(nameof(Epsilons))]
    public void No_smaller_rho_would_do(string epsilon)
    {
        double rho = RandomisedResponse.RhoOf(Epsilon.Parse(epsilon)).ToDouble();
        double near = Divergence(Epsilon.Parse(epsilon).Value.ToDouble(), 1 + 1e-6) / (1 + 1e-6);
        Assert.InRange(near, rho * (1 - 1e-4), rho * (1 + 1e-9));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1_000)]
    public void More_values_than_two_diverge_no_further(int values)
    {
        foreach (double epsilon in (double[])[0.1, 1, 3, 10])
        {
            double rho = epsilon * Math.Tanh(epsilon / 2);
            double truth = Math.Exp(epsilon) / (Math.Exp(epsilon) + values - 1);
            double other = 1 / (Math.Exp(epsilon) + values - 1);
            foreach (double order in s_orders.Where(order => order is > 1.0001 and < 60))
            {
                double moment = (Math.Pow(truth, order) * Math.Pow(other, 1 - order)) + (Math.Pow(other, order) * Math.Pow(truth, 1 - order)) + ((values - 2) * other);
                Assert.True(Math.Log(moment) / (order - 1) <= rho * order * (1 + 1e-9), $"epsilon {epsilon}, order {order}");
            }
        }
    }

    [Theory]
    [InlineData("0.1", 4_995_838)]
    [InlineData("1", 462_117_158)]
    [InlineData("2", 1_523_188_312)]
    [InlineData("3", 2_715_444_761)]
    [InlineData("10", 9_999_092_043)]
    public void The_charge_is_rounded_up_to_the_next_nano_rho(string epsilon, long nanoRho)
    {
        RandomisedResponse response = new("answers", 1, 2, Epsilon.Parse(epsilon));
        Assert.Equal(new PrivacyCost(nanoRho, 0), response.Cost);
        Assert.True(response.Cost.NanoRho <= PrivacyCost.FromPure(Epsilon.Parse(epsilon)).NanoRho);
    }

    [Fact]
    public void From_fifty_digits_only_the_last_is_rounded_and_upwards()
    {
        // Computed with sixty digits by another program.
        Rational rho = RandomisedResponse.RhoOf(Epsilon.Parse("3"));
        Rational below = Rational.Parse("2.71544476093459931472691108936948679168292340547634");
        Assert.True(rho > below);
        Assert.True(rho < below + Rational.Parse("1e-49"));
    }

    [Fact]
    public void Of_no_size_is_it_above_what_any_pure_release_costs()
    {
        Assert.Equal(Rational.Zero, RandomisedResponse.RhoOf(Epsilon.Parse("0")));
        Assert.Equal(Rational.Parse("1e-400") / 2, RandomisedResponse.RhoOf(Epsilon.Parse("1e-200")));
        Assert.Equal(Rational.Parse("1e300"), RandomisedResponse.RhoOf(Epsilon.Parse("1e300")));
        Assert.True(RandomisedResponse.RhoOf(Epsilon.Parse("99.9")) < Rational.Parse("99.9"));
    }

    // ln of cosh((2α-1)h)/cosh(h), without overflow and without losing what is small.
    private static double Divergence(double epsilon, double order)
    {
        double half = epsilon / 2;
        double far = ((2 * order) - 1) * half;
        double beyond = 2 * Math.Sinh(order * half) * Math.Sinh((order - 1) * half) / Math.Cosh(half);
        double log = far > 20 ? LogCosh(far) - LogCosh(half) : beyond < 1e-4 ? beyond * (1 - (beyond / 2) + (beyond * beyond / 3)) : Math.Log(1 + beyond);
        return log / (order - 1);
    }

    private static double LogCosh(double x) => x + Math.Log(1 + Math.Exp(-2 * x)) - Math.Log(2);
}
