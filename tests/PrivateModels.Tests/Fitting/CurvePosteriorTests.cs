using EnclaveCleanRoom.PrivateModels.Fitting;
using EnclaveCleanRoom.PrivateModels.Tests.Data;

namespace EnclaveCleanRoom.PrivateModels.Tests.Fitting;

public sealed class CurvePosteriorTests
{
    [Fact]
    public void Elimination_along_the_chain_agrees_with_elimination_of_the_whole_matrix()
    {
        Numbers numbers = new(3);
        for (int n = 1; n <= 9; n++)
        {
            int ordered = numbers.Next(n + 1);
            CurvePrior prior = new(0.5 + numbers.Uniform(), 0.1 + numbers.Uniform());
            double[] weights = [.. Enumerable.Range(0, n).Select(_ => numbers.Next(3) == 0 ? 0 : 50 * numbers.Uniform())];
            double[] targets = [.. weights.Select(weight => weight * (numbers.Uniform() - 0.5))];
            double[,] belief = Precision(n, ordered, prior);
            double[,] both = (double[,])belief.Clone();
            for (int i = 0; i < n; i++)
            {
                both[i, i] += weights[i];
            }

            CurvePosterior posterior = CurvePosterior.Of(weights, targets, ordered, prior);
            (double[,] inverse, double determinant) = Invert(both);
            double[] values = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => inverse[i, j] * targets[j]))];
            double evidence = (values.Zip(targets, (value, target) => value * target).Sum() - Math.Log(determinant / Invert(belief).Determinant)) / 2;
            Assert.All(Enumerable.Range(0, n), i => Assert.Equal(values[i], posterior.Values[i], 1e-9));
            Assert.Equal(Enumerable.Range(0, n).Sum(i => inverse[i, i] * weights[i]), posterior.EffectiveCount, 1e-9);
            Assert.Equal(evidence, posterior.LogEvidence, 1e-9);
        }
    }

    [Fact]
    public void Evidence_chooses_a_flat_prior_for_noise_and_a_wide_one_for_a_curve()
    {
        CurvePrior[] priors = [new(3, 0.02), new(3, 0.5)];
        double[] weights = [.. Enumerable.Repeat(10.0, 32)];
        double[] curve = [.. Enumerable.Range(0, 32).Select(i => 10 * Math.Sin(i / 4.0))];
        Numbers numbers = new(4);
        double[] noise = [.. Enumerable.Range(0, 32).Select(_ => Math.Sqrt(10) * (numbers.Uniform() + numbers.Uniform() + numbers.Uniform() - 1.5) * 2)];
        Assert.True(CurvePosterior.Best(weights, curve, 32, priors, 1).EffectiveCount > 8);
        Assert.True(CurvePosterior.Best(weights, noise, 32, priors, 1).EffectiveCount < 3);
    }

    [Fact]
    public void Rounds_with_the_same_noise_are_not_averaged()
    {
        CurveEvidence averaged = new(1, keepsLast: false, share: 0.5);
        CurveEvidence last = new(1, keepsLast: true, share: 0.5);
        double[] weights = new double[1];
        double[] targets = new double[1];
        for (int round = 0; round < 4; round++)
        {
            averaged.Add([5], [100], [0], 100);
            last.Add([5], [100], [0], 100);
        }

        averaged.Weigh(100, weights, targets);
        double more = weights[0];
        last.Weigh(100, weights, targets);
        Assert.Equal(50, weights[0], 1e-9);
        Assert.InRange(more, 60, 80);
    }

    private static double[,] Precision(int n, int ordered, CurvePrior prior)
    {
        double[,] matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            matrix[i, i] += 1 / (prior.Level * prior.Level);
        }

        for (int i = 0; i + 1 < ordered; i++)
        {
            double chain = 1 / (prior.Step * prior.Step);
            matrix[i, i] += chain;
            matrix[i + 1, i + 1] += chain;
            matrix[i, i + 1] -= chain;
            matrix[i + 1, i] -= chain;
        }

        return matrix;
    }

    private static (double[,] Inverse, double Determinant) Invert(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] left = (double[,])matrix.Clone();
        double[,] right = new double[n, n];
        double determinant = 1;
        for (int i = 0; i < n; i++)
        {
            right[i, i] = 1;
        }

        for (int pivot = 0; pivot < n; pivot++)
        {
            double own = left[pivot, pivot];
            determinant *= own;
            for (int j = 0; j < n; j++)
            {
                left[pivot, j] /= own;
                right[pivot, j] /= own;
            }

            for (int i = 0; i < n; i++)
            {
                double factor = i == pivot ? 0 : left[i, pivot];
                for (int j = 0; j < n; j++)
                {
                    left[i, j] -= factor * left[pivot, j];
                    right[i, j] -= factor * right[pivot, j];
                }
            }
        }

        return (right, determinant);
    }
}
