namespace EnclaveCleanRoom.Samples.Randomness;

/// <summary>The planted signal: a fixed log-odds effect for each code of an attribute, of a declared spread.</summary>
internal static class Effects
{
    /// <summary>
    /// One effect for each code, with mean 0 and standard deviation <paramref name="spread"/> (in log-odds) over the
    /// popularity <paramref name="weights"/> of the codes, drawn from the stream that belongs to
    /// <paramref name="attribute"/> alone. A code of weight 0 is never used.
    /// </summary>
    public static double[] Draw(ulong seed, Attribute attribute, ReadOnlySpan<double> weights, double spread)
    {
        Xoshiro256 random = new(seed, (ulong)attribute | (1UL << 40));
        double[] effects = new double[weights.Length];
        double total = 0;
        double mean = 0;
        for (int i = 0; i < effects.Length; i++)
        {
            effects[i] = random.NextNormal();
            total += weights[i];
            mean += weights[i] * effects[i];
        }

        mean /= total;
        double variance = 0;
        for (int i = 0; i < effects.Length; i++)
        {
            effects[i] -= mean;
            variance += weights[i] * effects[i] * effects[i] / total;
        }

        double scale = variance > 0 ? spread / Math.Sqrt(variance) : 0;
        for (int i = 0; i < effects.Length; i++)
        {
            effects[i] *= scale;
        }

        return effects;
    }

    /// <summary>1 / (1 + e^−x).</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
