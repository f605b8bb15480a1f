namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>A sum of losses on a lattice together with continuous Gaussian noise: δ(ε) is the Gaussian's own, averaged over the lattice.</summary>
internal static class GaussianMix
{
    private const int Steps = 80;

    /// <summary>The smallest ε at which δ is at most <paramref name="delta"/>, rounded up; the sum's lowest loss when it may lie below the window.</summary>
    public static double EpsilonAt(LossSum sum, double shift, double delta)
    {
        (double Loss, double Mass)[] masses =
            [.. Enumerable.Range(0, sum.Length).Select(i => (sum.LossAt(i), sum.MassAt(i))).Where(part => part.Item2 > 0)];
        double low = sum.Lowest;
        double high = Math.Max(sum.LossAt(sum.Length - 1), 0) + (shift * (shift + 40));
        if (DeltaAt(sum, masses, shift, high) > delta)
        {
            return double.PositiveInfinity;
        }

        for (int step = 0; step < Steps && Math.BitIncrement(low) < high; step++)
        {
            double middle = low + ((high - low) / 2);
            (low, high) = DeltaAt(sum, masses, shift, middle) <= delta ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static double DeltaAt(LossSum sum, (double Loss, double Mass)[] masses, double shift, double epsilon)
    {
        // What lies below the window has a mass of at most 1 and a loss of at most its lowest.
        double total = sum.Certain + AnalyticGaussian.DeltaAnywhere(epsilon - sum.Lowest, shift);
        double lattice = 0;
        foreach ((double loss, double mass) in masses)
        {
            lattice += Math.Min(1, mass) * AnalyticGaussian.DeltaAnywhere(epsilon - loss, shift);
        }

        return total + (lattice * (1 + 1e-11));
    }
}
