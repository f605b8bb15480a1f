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
    public void The_logarithm_is_right_to_a_few_units()
    {
        foreach (double x in (double[])[1e-15, 1e-3, 0.0157, 0.5, 0.999, 1, 1.5, 2, 63.7, 1e6, 1e15])
        {
            Assert.Equal(Math.Log(x), PortableLog.Log(x), 1e-14 * Math.Max(1, Math.Abs(Math.Log(x))));
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
