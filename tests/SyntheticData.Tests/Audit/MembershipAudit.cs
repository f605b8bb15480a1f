namespace EnclaveCleanRoom.SyntheticData.Tests.Audit;

/// <summary>A lower bound of ε from many runs with a canary in the table and as many without it: how well the best threshold of a score tells them apart.</summary>
/// <remarks>TPR ≤ e^ε·FPR + δ holds for every test (Kairouz, Oh, Viswanath 2015, Theorem 2.1); both rates are taken at the unfavourable ends of Clopper-Pearson intervals, corrected for the number of thresholds.</remarks>
internal static class MembershipAudit
{
    private const double Significance = 1e-3;

    public static double EpsilonLowerBound(double[] scoresIn, double[] scoresOut, double delta)
    {
        double[] thresholds = [.. scoresIn.Concat(scoresOut).Distinct().Order()];
        thresholds = [.. Enumerable.Range(1, 20).Select(i => thresholds[Math.Min(thresholds.Length - 1, i * thresholds.Length / 21)]).Distinct()];
        double each = Significance / (4 * thresholds.Length);
        double best = 0;
        foreach (double threshold in thresholds)
        {
            (int hitsIn, int hitsOut) = (scoresIn.Count(score => score >= threshold), scoresOut.Count(score => score >= threshold));
            best = Math.Max(best, Bound(hitsIn, scoresIn.Length, hitsOut, scoresOut.Length));
            best = Math.Max(best, Bound(scoresOut.Length - hitsOut, scoresOut.Length, scoresIn.Length - hitsIn, scoresIn.Length));
        }

        return best;

        double Bound(int hits, int runs, int falseHits, int falseRuns)
        {
            double least = Least(hits, runs, each) - delta;
            double most = 1 - Least(falseRuns - falseHits, falseRuns, each);
            return least > 0 ? Math.Max(0, Math.Log(least / most)) : 0;
        }
    }

    // The smallest probability at which so many hits or more are not too unlikely.
    private static double Least(int hits, int runs, double significance)
    {
        (double low, double high) = (0, 1);
        while (hits > 0 && high - low > 1e-6)
        {
            double middle = (low + high) / 2;
            (low, high) = Tail(hits, runs, middle) < significance ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Tail(int hits, int runs, double p)
    {
        double sum = 0;
        double log = runs * Math.Log(p);
        for (int k = runs; k >= hits; k--)
        {
            sum += Math.Exp(log);
            log += Math.Log((double)k / (runs - k + 1)) + Math.Log((1 - p) / p);
        }

        return sum;
    }
}
