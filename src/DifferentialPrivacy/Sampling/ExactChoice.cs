using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>Chooses a candidate by its score, in exact integers: no power of e is ever formed.</summary>
internal static class ExactChoice
{
    /// <summary>
    /// The exponential mechanism: candidate i with probability proportional to exp(rate·score). A candidate picked at random is taken with probability
    /// exp(-rate·(best - score)), and another is picked until one is taken.
    /// </summary>
    public static int Exponential(EntropyWords words, ReadOnlySpan<long> scores, Rational rate)
    {
        long best = Best(scores);
        while (true)
        {
            int candidate = (int)UniformBelow.Fast(words, (ulong)scores.Length);
            if (IsTaken(words, best, scores[candidate], rate))
            {
                return candidate;
            }
        }
    }

    /// <summary>
    /// Permute-and-flip: the candidates come in random order, and the first is taken whose coin of bias exp(-rate·(best - score)) shows heads.
    /// </summary>
    /// <remarks>Source: McKenna and Sheldon, "Permute-and-Flip", 2020, Algorithm 1 and Theorem 1; never worse than the exponential mechanism.</remarks>
    public static int PermuteAndFlip(EntropyWords words, ReadOnlySpan<long> scores, Rational rate)
    {
        long best = Best(scores);
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        for (int left = order.Length; ; left--)
        {
            int place = (int)UniformBelow.Fast(words, (ulong)left);
            int candidate = order[place];
            if (IsTaken(words, best, scores[candidate], rate))
            {
                return candidate; // the best one always is, so the loop ends
            }

            order[place] = order[left - 1];
        }
    }

    private static bool IsTaken(EntropyWords words, long best, long score, Rational rate) =>
        ExactBernoulli.Exponential(words, ((BigInteger)best - score) * rate.Numerator, rate.Denominator);

    private static long Best(ReadOnlySpan<long> scores)
    {
        long best = scores[0];
        foreach (long score in scores)
        {
            best = Math.Max(best, score);
        }

        return best;
    }
}
