namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;

/// <summary>
/// Runs a release many times on two neighbouring inputs and asks whether the outcomes contradict a claim of (ε, δ): whether some event is
/// more likely on one side than e^ε times the other plus δ, beyond what chance explains.
/// </summary>
internal static class PrivacyAudit
{
    private const double StandardErrors = 6;

    /// <summary>The largest excess over the claim among all one-sided events, in standard errors; above 6 the claim is contradicted.</summary>
    public static double Excess(IReadOnlyList<double> onOne, IReadOnlyList<double> onOther, double epsilon, double delta)
    {
        double[] thresholds = [.. onOne.Concat(onOther).Distinct()];
        double[] one = [.. onOne.Order()];
        double[] other = [.. onOther.Order()];
        double worst = double.NegativeInfinity;
        foreach (double threshold in thresholds)
        {
            (double p, double q) = (ShareFrom(one, threshold), ShareFrom(other, threshold));
            worst = Max(worst, OneSided(p, q), OneSided(q, p), OneSided(1 - p, 1 - q), OneSided(1 - q, 1 - p));
        }

        return worst;

        static double ShareFrom(double[] sorted, double threshold)
        {
            (int low, int high) = (0, sorted.Length);
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = sorted[middle] >= threshold ? (low, middle) : (middle + 1, high);
            }

            return (sorted.Length - low) / (double)sorted.Length;
        }

        double OneSided(double p, double q)
        {
            double ratio = Math.Exp(epsilon);
            double variance = ((p * (1 - p)) + (ratio * ratio * q * (1 - q)) + (1.0 / onOne.Count)) / onOne.Count;
            return (p - (ratio * q) - delta) / Math.Sqrt(variance);
        }

        static double Max(params ReadOnlySpan<double> values)
        {
            double largest = double.NegativeInfinity;
            foreach (double value in values)
            {
                largest = Math.Max(largest, value);
            }

            return largest;
        }
    }

    /// <summary>Whether chance explains the outcomes under the claim.</summary>
    public static bool Agrees(IReadOnlyList<double> onOne, IReadOnlyList<double> onOther, double epsilon, double delta) =>
        Excess(onOne, onOther, epsilon, delta) < StandardErrors;
}
