using EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;

/// <summary>
/// Scores of canaries that were in the data and of others that were not, and which claims they contradict when everything from a threshold on is guessed to be in. Every threshold
/// that some trade-off of errors prefers is tried, and the significance divided by their number (Bonferroni).
/// </summary>
internal sealed class CanaryScores
{
    private readonly IReadOnlyList<(int Guesses, int Correct)> _thresholds;
    private readonly int _canaries;

    public CanaryScores(double[] present, double[] absent)
    {
        _canaries = present.Length + absent.Length;
        _thresholds = [.. Corners([.. present.Order()], [.. absent.Order()])
            .Select(corner => (_canaries - corner.Missed - corner.Spared, present.Length - corner.Missed))];
    }

    /// <summary>Whether (ε, δ) is contradicted by the theorem of Steinke, Nasr and Jagielski (2023).</summary>
    public bool Contradict(double epsilon, double delta, double significance) => _thresholds.Any(threshold =>
        threshold.Correct > threshold.Guesses / (1 + Math.Exp(-epsilon))
        && OneRunAudit.PValue(threshold.Guesses, threshold.Correct, epsilon, delta, _canaries) < significance / _thresholds.Count);

    /// <summary>Whether Gaussian noise that gives (ε, δ) is contradicted by the recursion of Mahloujifar, Melis and Chaudhuri (2024), which knows the whole trade-off of the noise.</summary>
    public bool ContradictGaussian(double epsilon, double delta, double significance)
    {
        double shift = 1 / AnalyticGaussian.SmallestSigma(epsilon, delta, 1);
        return _thresholds.Any(threshold => threshold.Correct > 0 && IsContradicted(threshold.Guesses, threshold.Correct, shift, significance / _thresholds.Count));
    }

    private bool IsContradicted(int guesses, int correct, double shift, double significance)
    {
        double right = significance * correct / _canaries;
        double wrong = significance * (guesses - correct) / _canaries;
        double quantile = Quantile(right, 0);
        for (int i = correct - 1; i >= 0; i--)
        {
            quantile = Quantile(right, quantile);
            double next = Math.Max(wrong, NormalLaw.UpperTail(shift - quantile));
            if (next == wrong)
            {
                break;
            }

            right = Math.Min(1, right + ((double)i / (guesses - i) * (next - wrong)));
            wrong = next;
        }

        return right + wrong > (double)guesses / _canaries;
    }

    /// <summary>The corners of the best trade-off between canaries missed and others spared, from guessing all to guessing none.</summary>
    private static List<(int Missed, int Spared)> Corners(double[] present, double[] absent)
    {
        List<(int Missed, int Spared)> corners = [];
        (int missed, int spared) = (0, 0);
        while (true)
        {
            while (corners.Count >= 2 && IsBelow(corners[^2], corners[^1], (missed, spared)))
            {
                corners.RemoveAt(corners.Count - 1);
            }

            corners.Add((missed, spared));
            if (missed == present.Length && spared == absent.Length)
            {
                return corners;
            }

            double next = Math.Min(
                missed < present.Length ? present[missed] : double.PositiveInfinity,
                spared < absent.Length ? absent[spared] : double.PositiveInfinity);
            while (missed < present.Length && present[missed] <= next)
            {
                missed++;
            }

            while (spared < absent.Length && absent[spared] <= next)
            {
                spared++;
            }
        }
    }

    private static bool IsBelow((int Missed, int Spared) before, (int Missed, int Spared) corner, (int Missed, int Spared) after) =>
        (long)(corner.Spared - before.Spared) * (after.Missed - corner.Missed) <= (long)(after.Spared - corner.Spared) * (corner.Missed - before.Missed);

    /// <summary>Where a normal law has reached a probability: Newton's steps from a guess nearby.</summary>
    public static double Quantile(double probability, double guess)
    {
        for (int step = 0; step < 100; step++)
        {
            double change = (NormalLaw.UpperTail(-guess) - probability) / NormalLaw.Density(guess);
            guess -= Math.Clamp(change, -0.5, 0.5);
            if (Math.Abs(change) < 1e-13 * Math.Max(1, Math.Abs(guess)))
            {
                break;
            }
        }

        return guess;
    }
}
