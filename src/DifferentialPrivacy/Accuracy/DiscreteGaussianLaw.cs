namespace EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

/// <summary>The discrete Gaussian law of parameter σ²: weight exp(-x²/2σ²) on the integers, summed outwards until nothing is added.</summary>
internal static class DiscreteGaussianLaw
{
    // Beyond this σ the sum over h terms is replaced by the integral over [-h-½, h+½]; the midpoint rule's relative error there is
    // below 1/(12σ²) < 1e-9, far less than one step of the coverage.
    private const double LargestSummedSigma = 20_000;

    // Far above the error of adding a million positive doubles, of which each carries a few roundings.
    private const double SummationError = 1e-9;

    // By Poisson's formula all weights are σ·√(2π)·(1 + 2·exp(-2π²σ²) + …): from σ² = 4 on, no double tells that from σ·√(2π).
    private const double LeastOfPoisson = 4;

    // exp(-14²/2) < 1e-42: weights from there on do not show beside a tail of 1e-20 of all.
    private const double NearTailSigmas = 14;
    private const double LeastOfNearTail = 1e-20;

    // exp(-40²/2) is below the smallest relative step of the total.
    private const double TailSigmas = 40;

    public static double Variance(Rational variance)
    {
        double parameter = variance.ToDouble();
        if (parameter > 64)
        {
            return parameter; // the law's variance differs from σ² by less than exp(-2π²σ²)·const: beyond doubles here
        }

        double weights = 0;
        double squares = 0;
        for (long x = Reach(parameter); x >= 1; x--)
        {
            double weight = Math.Exp(-(double)x * x / (2 * parameter));
            weights += weight;
            squares += weight * x * x;
        }

        return 2 * squares / (1 + (2 * weights));
    }

    public static double MeanAbsolute(Rational variance)
    {
        double parameter = variance.ToDouble();
        if (parameter > LargestSummedSigma * LargestSummedSigma)
        {
            return Math.Sqrt(2 * parameter / Math.PI);
        }

        double weights = 0;
        double distances = 0;
        for (long x = Reach(parameter); x >= 1; x--)
        {
            double weight = Math.Exp(-(double)x * x / (2 * parameter));
            weights += weight;
            distances += weight * x;
        }

        return 2 * distances / (1 + (2 * weights));
    }

    public static double OutsideProbability(Rational variance, long halfWidth)
    {
        double parameter = variance.ToDouble();
        double sigma = Math.Sqrt(parameter);
        if (sigma > LargestSummedSigma)
        {
            return 2 * NormalLaw.UpperTail((halfWidth + 0.5) / sigma);
        }

        double outside = 0;
        double inside = 0;
        for (long x = Reach(parameter); x >= 1; x--)
        {
            double weight = Math.Exp(-(double)x * x / (2 * parameter));
            if (x > halfWidth)
            {
                outside += weight;
            }
            else
            {
                inside += weight;
            }
        }

        return 2 * outside / (1 + (2 * (inside + outside)));
    }

    /// <summary>
    /// The exact δ at ε of one integer that moves by <paramref name="change"/>: the sum of P(x) - e^ε·P(x - change) where it is positive, which
    /// is where x &lt; change/2 - εσ²/change. Rounded up by more than the sum's own error.
    /// </summary>
    public static double DeltaUp(Rational variance, long change, double epsilon)
    {
        double parameter = variance.ToDouble();
        long reach = Reach(parameter);
        double total = 0;
        double delta = 0;
        for (long x = -reach; x <= reach; x++)
        {
            double weight = Math.Exp(-(double)x * x / (2 * parameter));
            double loss = (((double)change * change) - (2.0 * x * change)) / (2 * parameter);
            total += weight;
            delta += loss > epsilon ? weight * (1 - Math.Exp(epsilon - loss)) : 0;
        }

        return Math.Min(1, delta / total * (1 + SummationError));
    }

    /// <summary>Whether the law is narrow enough for its sums to be taken term by term.</summary>
    public static bool IsSummed(Rational variance) => Math.Sqrt(variance.ToDouble()) <= LargestSummedSigma;

    public static long HalfWidth(Rational variance, Rational coverage)
    {
        double outside = (Rational.One - coverage).ToDouble();
        double parameter = variance.ToDouble();
        double sigma = Math.Sqrt(parameter);
        if (sigma > LargestSummedSigma)
        {
            return LargeHalfWidth(sigma, outside);
        }

        double total = HalfOfTotal(parameter);

        // Walk in from the far tail: the last step that keeps the outside within its share is the narrowest interval.
        double tail = 0;
        for (long x = outside >= LeastOfNearTail ? NearReach(parameter) : Reach(parameter); x >= 1; x--)
        {
            double next = tail + Math.Exp(-(double)x * x / (2 * parameter));
            if (next > outside * total)
            {
                return x;
            }

            tail = next;
        }

        return 0;
    }

    private static long LargeHalfWidth(double sigma, double outside)
    {
        (long low, long high) = (0, (long)(sigma * TailSigmas));
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (2 * NormalLaw.UpperTail((middle + 0.5) / sigma) <= outside)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Half of all weights: ½ + Σ exp(-x²/2σ²) over x ≥ 1.</summary>
    private static double HalfOfTotal(double parameter)
    {
        if (parameter >= LeastOfPoisson)
        {
            return Math.Sqrt(parameter * Math.PI / 2);
        }

        double total = 0.5;
        for (long x = Reach(parameter); x >= 1; x--)
        {
            total += Math.Exp(-(double)x * x / (2 * parameter));
        }

        return total;
    }

    private static long NearReach(double parameter) => (long)Math.Ceiling(Math.Sqrt(parameter) * NearTailSigmas) + 1;

    private static long Reach(double parameter) => (long)Math.Ceiling(Math.Sqrt(parameter) * TailSigmas) + 1;
}
