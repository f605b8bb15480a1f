namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>
/// From ρ-zCDP to (ε, δ). Each α &gt; 1 gives a valid bound
/// <c>δ = exp((α-1)(αρ-ε)) · (1-1/α)^α / (α-1)</c>, so a search for the best α may be inexact as long as the bound at the α that
/// it finds is evaluated upwards; that is what these functions do.
/// </summary>
/// <remarks>Source: Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy", 2020, Corollary 13.</remarks>
internal static class ZeroConcentrated
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    /// <summary>An upper bound of δ for ρ-zCDP at ε, within a few units in the last place of the optimum; at most 1.</summary>
    public static double DeltaUp(Rational rho, Rational epsilon)
    {
        if (rho.Sign == 0)
        {
            return 0;
        }

        return DeltaUp(Math.BitIncrement(rho.ToDouble()), Math.BitDecrement(epsilon.ToDouble()));
    }

    /// <summary>The smallest double ε, within the precision of the bound, such that ρ-zCDP implies (ε, δ).</summary>
    public static double EpsilonUp(Rational rho, Rational delta)
    {
        if (rho.Sign == 0 || delta >= Rational.One)
        {
            return 0;
        }

        if (delta.Sign <= 0)
        {
            return double.PositiveInfinity;
        }

        return EpsilonUp(Math.BitIncrement(rho.ToDouble()), Math.BitDecrement(delta.ToDouble()));
    }

    /// <summary>As <see cref="EpsilonUp(Rational, Rational)"/>, for a ρ that was rounded up and a δ that was rounded down; both above 0.</summary>
    public static double EpsilonUp(double rhoUp, double deltaDown)
    {
        if (DeltaUp(rhoUp, 0) <= deltaDown)
        {
            return 0;
        }

        // ρ + 2√(ρ ln(1/δ)) always suffices; doubling guards against its own rounding.
        double low = 0;
        double high = rhoUp + (2 * Math.Sqrt(rhoUp * -Math.Log(deltaDown)));
        while (DeltaUp(rhoUp, high) > deltaDown)
        {
            high *= 2;
        }

        while (Math.BitIncrement(low) < high)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (DeltaUp(rhoUp, middle) <= deltaDown)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return high;
    }

    /// <summary>The largest whole number of nano-rho whose bound at ε does not exceed δ.</summary>
    public static long LargestNanoRho(Rational epsilon, Rational delta)
    {
        if (delta.Sign <= 0)
        {
            return 0;
        }

        double epsilonDown = Math.BitDecrement(epsilon.ToDouble());
        double deltaDown = Math.BitDecrement(delta.ToDouble());
        long low = 0;
        long high = long.MaxValue / 2;
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            if (DeltaUp(Math.BitIncrement(new Rational(middle, 1_000_000_000).ToDouble()), epsilonDown) <= deltaDown)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>As <see cref="DeltaUp(Rational, Rational)"/>, for a ρ that was rounded up and an ε that was rounded down.</summary>
    public static double DeltaUp(double rho, double epsilon)
    {
        // The derivative of ln δ in α is (2α-1)ρ - ε + ln(1-1/α): increasing in α, so bisection finds its root. The search is in
        // α-1 because the best α may lie closer to 1, or farther from it, than doubles around 1 can tell.
        // Around its minimum the bound is flat: that the search ends 1e-13 beside it shows in no digit.
        double low = -600;
        double high = 600;
        for (int step = 0; step < 54; step++)
        {
            double middle = low + ((high - low) / 2);
            double beyond = Math.Exp(middle);
            double slope = (((2 * beyond) + 1) * rho) - epsilon - Log1p(1 / beyond);
            if (slope < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Min(1, BoundUp(Math.Exp(low), rho, epsilon));
    }

    // ln δ = x((x+1)ρ - ε) - (x+1) ln(1+1/x) - ln x with x = α-1, rounded up by a bound of the error of each term.
    private static double BoundUp(double beyond, double rho, double epsilon)
    {
        double growth = beyond * (beyond + 1) * rho;
        double allowance = beyond * epsilon;
        double shrink = (beyond + 1) * Log1p(1 / beyond);
        double width = Math.Log(beyond);
        double exponent = growth - allowance - shrink - width;
        double error = 16 * UnitRoundoff * (growth + allowance + shrink + Math.Abs(width));
        double bound = Math.Exp(exponent + error) * (1 + (8 * UnitRoundoff));
        return double.IsNaN(bound) ? 1 : Math.BitIncrement(bound);
    }

    // ln(1+x) without the loss that Math.Log(1+x) has near zero.
    private static double Log1p(double x)
    {
        if (double.IsInfinity(x))
        {
            return x;
        }

        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
