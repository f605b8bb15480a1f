namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>How well scores tell true rows from made ones, by shares of both in bins of ascending score, both sides weighing the same.</summary>
/// <param name="Auc">How probable it is that a true row has the higher score, ties counted half.</param>
/// <param name="MeanSquaredError">The mean square of the propensity's distance from a half, 0 to 0.25.</param>
/// <param name="Deviation">The deviation of the noise on the AUC.</param>
internal sealed record Propensity(double Auc, double MeanSquaredError, double Deviation)
{
    /// <param name="noisy">True rows by bin, with noise.</param>
    /// <param name="deviation">The noise's deviation.</param>
    /// <param name="made">Made rows by bin.</param>
    public static Propensity Of(ReadOnlySpan<long> noisy, double deviation, ReadOnlySpan<long> made)
    {
        double[] trueShares = Shares(noisy);
        double[] madeShares = Shares(made);
        (double below, double auc, double error, double squares) = (0, 0, 0, 0);
        for (int bin = 0; bin < madeShares.Length; bin++)
        {
            double rank = below + (madeShares[bin] / 2);
            double both = trueShares[bin] + madeShares[bin];
            double propensity = both > 0 ? trueShares[bin] / both : 0.5;
            auc += trueShares[bin] * rank;
            squares += (rank - 0.5) * (rank - 0.5);
            error += both / 2 * (propensity - 0.5) * (propensity - 0.5);
            below += madeShares[bin];
        }

        double rows = 0;
        foreach (long count in noisy)
        {
            rows += Math.Max(0, count);
        }

        return new Propensity(auc, error, rows > 0 ? Math.Min(1, deviation / rows * Math.Sqrt(squares)) : 1);
    }

    private static double[] Shares(ReadOnlySpan<long> counts)
    {
        double[] positive = [.. counts.ToArray().Select(count => (double)Math.Max(count, 0))];
        double sum = positive.Sum();
        return [.. positive.Select(count => sum > 0 ? count / sum : 1.0 / positive.Length)];
    }
}
