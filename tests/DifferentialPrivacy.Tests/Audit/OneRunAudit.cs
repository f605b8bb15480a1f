namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;

/// <summary>
/// Audits one run over many canaries, each of which is in the data or not by a fair coin: whoever guesses most coins right from the output proves a lower bound of ε.
/// </summary>
/// <remarks>Source: Steinke, Nasr, Jagielski, "Privacy Auditing with One (1) Training Run", 2023, Theorem 5.2.</remarks>
internal static class OneRunAudit
{
    private const double Significance = 1e-4;

    /// <summary>The largest ε that the guesses contradict, at significance 1e-4; 0 when they contradict none.</summary>
    /// <param name="isIn">Whether each canary is in the data.</param>
    /// <param name="scores">What speaks for each being in.</param>
    /// <param name="share">The share of canaries guessed in, and likewise out: those with the largest and smallest scores.</param>
    /// <param name="delta">The δ of the claim.</param>
    public static double EpsilonLowerBound(bool[] isIn, double[] scores, double share, double delta)
    {
        int each = (int)(isIn.Length * share);
        int[] order = [.. Enumerable.Range(0, isIn.Length).OrderBy(canary => scores[canary])];
        int correct = order.Take(each).Count(canary => !isIn[canary]) + order.TakeLast(each).Count(canary => isIn[canary]);
        (double low, double high) = (0, 50);
        while (high - low > 1e-6)
        {
            double middle = (low + high) / 2;
            (low, high) = PValue(2 * each, correct, middle, delta, isIn.Length) < Significance ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>P(at least so many right) ≤ f(v) + 2mδ·max (f(v-i) - f(v))/i, f being the tail of a binomial law of probability e^ε/(1+e^ε).</summary>
    public static double PValue(int guesses, int correct, double epsilon, double delta, int canaries)
    {
        double[] tail = new double[guesses + 2];
        double right = 1 / (1 + Math.Exp(-epsilon));
        double log = guesses * Math.Log(right);
        for (int v = guesses; v >= 0; v--)
        {
            tail[v] = tail[v + 1] + Math.Exp(log);
            log += Math.Log((double)v / (guesses - v + 1)) - epsilon;
        }

        double worst = 0;
        for (int i = 1; i <= correct; i++)
        {
            worst = Math.Max(worst, (tail[correct - i] - tail[correct]) / i);
        }

        return tail[correct] + (2 * canaries * delta * worst);
    }
}
