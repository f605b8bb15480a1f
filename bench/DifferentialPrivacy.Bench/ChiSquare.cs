namespace EnclaveCleanRoom.DifferentialPrivacy.Bench;

/// <summary>Draws counted in cells, against the probabilities that the law gives to them.</summary>
internal static class ChiSquare
{
    private const double LeastExpected = 10;

    /// <summary>The probability that draws from the law lie as far from it as these or farther (Wilson, Hilferty 1931), and how many cells were compared.</summary>
    /// <param name="seen">Draws in each cell.</param>
    /// <param name="weights">The law: what each cell weighs, up to a common factor. Cells of few expected draws are taken together.</param>
    /// <param name="draws">Draws in all.</param>
    public static (double PValue, int Cells) Of(IReadOnlyDictionary<long, long> seen, IReadOnlyDictionary<long, double> weights, long draws)
    {
        double total = weights.Values.Sum();
        (double statistic, double restExpected, double restSeen, int cells) = (0, draws, draws, 0);
        foreach ((long cell, double weight) in weights)
        {
            double expected = draws * weight / total;
            if (expected >= LeastExpected)
            {
                long found = seen.GetValueOrDefault(cell);
                statistic += (found - expected) * (found - expected) / expected;
                (restExpected, restSeen, cells) = (restExpected - expected, restSeen - found, cells + 1);
            }
        }

        if (restExpected > LeastExpected)
        {
            statistic += (restSeen - restExpected) * (restSeen - restExpected) / restExpected;
            cells++;
        }

        if (cells < 2)
        {
            return (double.NaN, cells); // what is certain cannot be off
        }

        double freedom = cells - 1;
        double deviation = (Math.Cbrt(statistic / freedom) - (1 - (2 / (9 * freedom)))) / Math.Sqrt(2 / (9 * freedom));
        return (Accuracy.NormalLaw.UpperTail(deviation), cells);
    }
}
