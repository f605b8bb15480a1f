namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>A sum of losses on a lattice together with continuous Gaussian noise: δ(ε) is the Gaussian's own, averaged over the lattice.</summary>
internal static class GaussianMix
{
    // Finer than any comparison of two statements of ε; what is returned is the bracket's upper end, for which the bound was seen to hold.
    private const double Precision = 1e-15;

    /// <summary>The smallest ε at which δ is at most <paramref name="delta"/>, rounded up; the sum's lowest loss when it may lie below the window.</summary>
    public static double EpsilonAt(LossSum sum, double shift, double delta)
    {
        (double Loss, double Mass)[] masses =
            [.. Enumerable.Range(0, sum.Length).Select(i => (sum.LossAt(i), sum.MassAt(i))).Where(part => part.Item2 > 0)];
        double high = Math.Max(sum.LossAt(sum.Length - 1), 0) + (shift * (shift + 40));
        return !(Excess(high) <= 0) ? double.PositiveInfinity
            : Excess(sum.Lowest) <= 0 ? sum.Lowest
            : Narrow(sum.Lowest, high, Precision * Math.Max(1, sum.Lowest), Excess);

        double Excess(double epsilon) => Math.Log(DeltaAt(sum, masses, shift, epsilon) / delta);
    }

    // Interpolate, truncate, project (Oliveira and Takahashi, 2020): false position on the logarithm, which is nearly a line far out, never more than one step behind bisection.
    // The excess is above 0 at the lower end and not above it at the upper, which is returned.
    private static double Narrow(double low, double high, double precision, Func<double, double> excess)
    {
        (double atLow, double atHigh) = (excess(low), excess(high));
        double truncation = 0.2 / (high - low);
        for (double reach = precision * Math.Pow(2, Math.Ceiling(Math.Log2((high - low) / precision))); high - low > precision; reach /= 2)
        {
            double middle = low + ((high - low) / 2);
            double crossing = low + ((high - low) * (atLow / (atLow - atHigh)));
            double towards = Math.Sign(middle - crossing);
            double truncated = Math.Abs(middle - crossing) < truncation * (high - low) * (high - low) ? middle : crossing + (towards * truncation * (high - low) * (high - low));
            double radius = reach - ((high - low) / 2);
            double tried = Math.Abs(truncated - middle) <= radius ? truncated : middle - (towards * radius);
            if (tried <= low || tried >= high)
            {
                return high;
            }

            double found = excess(tried);
            (low, atLow, high, atHigh) = found <= 0 ? (low, atLow, tried, found) : (tried, found, high, atHigh);
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
