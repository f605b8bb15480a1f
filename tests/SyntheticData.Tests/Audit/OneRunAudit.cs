namespace EnclaveCleanRoom.SyntheticData.Tests.Audit;

/// <summary>
/// A lower bound of ε from a single run: each of many canaries is put in or left out by a coin of its own, the attacker guesses for those whose score is farthest from the middle, and right guesses are counted.
/// </summary>
/// <remarks>
/// Source: Steinke, Nasr, Jagielski, "Privacy auditing with one training run", 2023, Theorem 5.2: where one canary more or less changes the output (ε, δ)-indistinguishably, of r guesses at least v are right with a probability of
/// at most f(v) + 2mδ·max over i of (f(v - i) - f(v)) / i, f(v) being the probability of v successes or more of r at e^ε / (1 + e^ε).
/// </remarks>
internal static class OneRunAudit
{
    private const double Significance = 1e-3;

    /// <summary>The bound.</summary>
    /// <param name="scores">Of each canary, high where it seems to be in.</param>
    /// <param name="isIn">The coins.</param>
    /// <param name="guesses">How many of the highest, and how many of the lowest, are guessed for.</param>
    /// <param name="delta">δ of the claim.</param>
    public static double EpsilonLowerBound(double[] scores, bool[] isIn, int guesses, double delta)
    {
        // Ties are broken by the canaries' numbers, which their coins have no part in.
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(canary => scores[canary]).ThenBy(canary => canary)];
        int right = order.Take(guesses).Count(canary => isIn[canary]) + order.TakeLast(guesses).Count(canary => !isIn[canary]);
        return EpsilonLowerBound(right, 2 * guesses, scores.Length, delta);
    }

    public static double EpsilonLowerBound(int right, int guesses, int canaries, double delta)
    {
        (double low, double high) = (0, 20);
        while (high - low > 1e-3)
        {
            double middle = (low + high) / 2;
            (low, high) = Probability(right, guesses, canaries, middle, delta) < Significance ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Probability(int right, int guesses, int canaries, double epsilon, double delta)
    {
        double p = 1 / (1 + Math.Exp(-epsilon));
        double[] tails = new double[guesses + 2];
        double log = guesses * Math.Log(p);
        for (int k = guesses; k >= 0; k--)
        {
            tails[k] = tails[k + 1] + Math.Exp(log);
            log += k > 0 ? Math.Log((double)k / (guesses - k + 1)) + Math.Log((1 - p) / p) : 0;
        }

        double slack = Enumerable.Range(1, right).Select(i => (tails[right - i] - tails[right]) / i).Append(0).Max();
        return tails[right] + (2 * canaries * delta * slack);
    }
}
