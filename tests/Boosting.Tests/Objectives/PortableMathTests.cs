using System.Runtime.Intrinsics;
using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting.Tests.Objectives;

public sealed class PortableMathTests
{
    [Fact]
    public void The_exponential_is_right_to_a_few_units_and_vectors_give_the_scalar_bits()
    {
        TestRandom random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            double x = (random.Next() - 0.5) * (i % 2 == 0 ? 4 : 1_400);
            double exp = PortableExp.Exp(x);
            Assert.Equal(1, exp / Math.Exp(x), 1e-15 * 3);
            Assert.Equal(exp, PortableExp.Exp(Vector256.Create(x))[3]);
        }
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e9)]
    [InlineData(710)]
    public void The_exponential_saturates(double x)
    {
        Assert.InRange(PortableExp.Exp(x), 8e307, double.MaxValue);
        Assert.InRange(PortableExp.Exp(-x), 0, 4e-308);
        Assert.Equal(PortableExp.Exp(x), PortableExp.Exp(Vector256.Create(x))[0]);
        Assert.Equal(PortableExp.Exp(-x), PortableExp.Exp(Vector256.Create(-x))[0]);
    }

    [Fact]
    public void The_logarithm_is_right_to_a_unit_or_two_near_one_and_far_from_it()
    {
        TestRandom random = new(3);
        for (int i = 0; i < 60_000; i++)
        {
            double x = (i % 3) switch
            {
                0 => 1 + ((random.Next() - 0.5) * 1e-6),
                1 => random.Next() * 3,
                _ => Math.Exp((random.Next() - 0.5) * 1_400),
            };
            double expected = Math.Log(x);
            Assert.Equal(expected, PortableLog.Log(x), 4.5e-16 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-0.0, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void The_logarithm_of_what_has_none_is_infinite_or_nan(double x, double expected) => Assert.Equal(expected, PortableLog.Log(x));

    [Fact]
    public void The_logarithm_of_the_least_number_is_right() => Assert.Equal(Math.Log(double.Epsilon), PortableLog.Log(double.Epsilon), 1e-12);

    [Fact]
    public void The_binary_logarithm_of_a_power_of_two_is_whole()
    {
        for (int power = -40; power <= 40; power++)
        {
            Assert.Equal(power, PortableLog.Log2(Math.ScaleB(1, power)));
            Assert.Equal(power + Math.Log2(1.3), PortableLog.Log2(Math.ScaleB(1.3, power)), 1e-13);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Derivatives_of_the_kernel_and_of_the_plain_loop_are_the_same(bool weighted)
    {
        TestRandom random = new(2);
        const int Rows = 1_003;
        double[] scores = [.. Enumerable.Range(0, Rows).Select(_ => (random.Next() - 0.5) * 60)];
        float[] labels = [.. scores.Select(_ => random.Next(2))];
        float[] weights = weighted ? [.. scores.Select(_ => (float)random.Next())] : [];
        float[] gradients = new float[Rows];
        float[] hessians = new float[Rows];
        float[] plainGradients = new float[Rows];
        float[] plainHessians = new float[Rows];
        LogisticKernel.Differentiate(0.7, scores, labels, weights, gradients, hessians);
        LogisticKernel.DifferentiateScalar(0.7, scores, labels, weights, plainGradients, plainHessians);
        Assert.Equal(plainGradients, gradients);
        Assert.Equal(plainHessians, hessians);
        double probability = 1 / (1 + Math.Exp(-0.7 * scores[0]));
        Assert.Equal(0.7 * (probability - labels[0]) * (weighted ? weights[0] : 1), gradients[0], 1e-6);
    }
}
