using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>The Rényi divergence of a normal mixture from the normal law at 0, of any order above 1.</summary>
/// <remarks>
/// Removing a person is the worse direction (Mironov, Talwar, Zhang 2019, Theorem 5). With r the likelihood ratio, E[r] = 1, so E[r^α] - 1 = E[r^α - 1 - α(r-1)], whose
/// integrand is nowhere negative: nothing cancels, however close to 1 the mean lies. The trapezoidal rule converges exponentially here.
/// </remarks>
internal static class SampledDivergence
{
    private const double Reach = 13;

    // The integrand is analytic up to the zeros of the ratio, which lie π/μ off the real axis: with this step the rule's error is below e^-39.
    private const double Step = 0.4;

    private const double SeriesLimit = 1e-2;
    private const int SeriesTerms = 9;

    public static double At(double order, NormalMixture mixture)
    {
        double mean = mixture.LargestMean;
        double step = Math.Min(Step, 0.5 / mean) / (mixture.Means.Length > 2 ? 2 : 1);
        long from = (long)Math.Floor(-Reach / step);
        long to = (long)Math.Ceiling(((order * mean) + Reach) / step);
        double logSum = double.NegativeInfinity;
        double sum = 0;
        for (long i = from; i <= to; i++)
        {
            double x = i * step;
            double ratio = LogRatio(mixture, x);
            double power = order * ratio;
            double density = -x * x / 2;
            if (power > 30)
            {
                // Beyond e^30 the terms that are taken off no longer show; they would only lower the sum.
                logSum = NearZero.LogSumExp(logSum, density + power);
            }
            else
            {
                sum += Math.Exp(density) * Excess(order, NearZero.ExpMinusOne(ratio), power);
            }
        }

        double scale = Math.Log(step / Math.Sqrt(2 * Math.PI));
        double total = NearZero.LogSumExp(logSum + scale, Math.Log(sum) + scale);
        return (total > 0 ? total + Math.Exp(-total) : NearZero.LogOnePlus(Math.Exp(total))) / (order - 1);
    }

    // r^α - 1 - α(r-1), by the binomial series where the three terms would cancel.
    private static double Excess(double order, double u, double power)
    {
        if (Math.Abs(order * u) >= SeriesLimit)
        {
            return NearZero.ExpMinusOne(power) - (order * u);
        }

        double term = order * (order - 1) / 2 * u * u;
        double sum = term;
        for (int k = 3; k <= SeriesTerms; k++)
        {
            term *= (order - k + 1) / k * u;
            sum += term;
        }

        return sum;
    }

    private static double LogRatio(NormalMixture mixture, double x)
    {
        if (mixture.Means.Length == 2 && mixture.Means[0] == 0)
        {
            double mean = mixture.LargestMean;
            double exponent = (mean * x) - (mean * mean / 2);
            return exponent < 600
                ? NearZero.LogOnePlus(mixture.Weights[1] * NearZero.ExpMinusOne(exponent))
                : exponent + Math.Log(mixture.Weights[1]);
        }

        double sum = double.NegativeInfinity;
        for (int i = 0; i < mixture.Means.Length; i++)
        {
            double mean = mixture.Means[i];
            sum = NearZero.LogSumExp(sum, Math.Log(mixture.Weights[i]) + (mean * x) - (mean * mean / 2));
        }

        return sum;
    }
}
