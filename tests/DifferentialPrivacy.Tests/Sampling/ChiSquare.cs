using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

/// <summary>How far draws lie from a law, in standard deviations of the chi-square statistic (Wilson-Hilferty).</summary>
internal static class ChiSquare
{
    public static double OfDraws(string law, Rational sampledScale, Rational claimedScale, int draws, int seed)
    {
        using SeededEntropy entropy = new(seed);
        using EntropyWords words = new(entropy);
        DiscreteLaplaceSampler? laplace = law == "laplace" ? new(sampledScale) : null;
        DiscreteGaussianSampler? gaussian = law == "gaussian" ? new(sampledScale) : null;
        DiscreteGaussianTable? table = law == "gaussian table" ? new(sampledScale) : null;
        Int128[] noise = new Int128[draws];
        table?.Draw(words, noise);
        Dictionary<long, int> seen = [];
        for (int i = 0; i < draws; i++)
        {
            long draw = (long)(laplace?.Draw(words) ?? gaussian?.Draw(words) ?? noise[i]);
            seen[draw] = seen.GetValueOrDefault(draw) + 1;
        }

        double parameter = claimedScale.ToDouble();
        Func<long, double> weight = law == "laplace"
            ? x => Math.Exp(-Math.Abs(x) / parameter)
            : x => Math.Exp(-(double)x * x / (2 * parameter));
        return Deviation(seen, weight, draws);
    }

    // Every integer with at least ten expected draws is a cell of its own; the rest together are one.
    private static double Deviation(Dictionary<long, int> seen, Func<long, double> weight, int draws)
    {
        const long Reach = 5_000;
        double total = 0;
        for (long x = -Reach; x <= Reach; x++)
        {
            total += weight(x);
        }

        double statistic = 0;
        double restExpected = draws;
        int restSeen = draws;
        int cells = 0;
        for (long x = -Reach; x <= Reach; x++)
        {
            double expected = draws * weight(x) / total;
            if (expected >= 10)
            {
                int found = seen.GetValueOrDefault(x);
                statistic += (found - expected) * (found - expected) / expected;
                restExpected -= expected;
                restSeen -= found;
                cells++;
            }
        }

        if (restExpected > 5)
        {
            statistic += (restSeen - restExpected) * (restSeen - restExpected) / restExpected;
            cells++;
        }

        double freedom = cells - 1;
        return (Math.Cbrt(statistic / freedom) - (1 - (2 / (9 * freedom)))) / Math.Sqrt(2 / (9 * freedom));
    }
}
