namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>The smallest scale of noise that keeps a plan within a budget.</summary>
public static class SmallestNoise
{
    private const double Precision = 1e-8;
    private const int MostSteps = 200;

    /// <summary>The smallest scale at which a family of plans is (<paramref name="epsilon"/>, <paramref name="delta"/>)-private.</summary>
    /// <param name="family">The plan at a scale; its ε falls as the scale grows.</param>
    /// <param name="epsilon">Above 0.</param>
    /// <param name="delta">0 to 1.</param>
    /// <param name="accountant">How it is counted.</param>
    /// <param name="lowest">The smallest scale that <paramref name="family"/> takes, above 0.</param>
    /// <returns>
    /// A scale for which the bound was seen to hold, within a hundred-millionth of the smallest where the bound is that fine; or <see langword="null"/> when none up to 2^100 times <paramref name="lowest"/> does
    /// or the accountant does not apply.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static double? For(Func<Rational, PrivacyComposition> family, Epsilon epsilon, Rational delta, Accountant accountant, Rational lowest)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentOutOfRangeException.ThrowIfZero(epsilon.Value.Sign, nameof(epsilon));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowest.Sign, nameof(lowest));
        double target = Math.BitDecrement(epsilon.Value.ToDouble());
        double low = lowest.ToDouble();
        double high = low;
        double excessAtLow = Excess(low);
        double excessAtHigh = excessAtLow;
        for (int doubling = 0; excessAtHigh > 0; doubling++)
        {
            if (doubling == 100)
            {
                return null;
            }

            (low, excessAtLow) = (high, excessAtHigh);
            high *= 2;
            excessAtHigh = Excess(high);
        }

        // The secant rule on logarithms, between a scale that does not suffice and one that was seen to; halved whenever a step gained too little.
        bool halve = double.IsInfinity(excessAtLow);
        for (int step = 0; step < MostSteps && high > low * (1 + Precision); step++)
        {
            double before = Math.Log(high / low);
            double weight = halve ? 0.5 : excessAtLow / (excessAtLow - excessAtHigh);
            double nudge = Math.Min(before / 2, Precision / 2);
            double middle = low * Math.Exp(Math.Clamp(before * weight, nudge, before - nudge));
            double excess = Excess(middle);
            if (excess > 0)
            {
                (low, excessAtLow) = (middle, excess);
            }
            else
            {
                (high, excessAtHigh) = (middle, excess);
            }

            halve = double.IsInfinity(excessAtLow) || (!halve && Math.Log(high / low) > before / 2);
        }

        return high;

        double Excess(double scale) => family(Rational.FromDouble(scale)).TryEpsilonAt(delta, accountant, out PrivacyEstimate estimate, out _)
            ? estimate.Epsilon <= target ? Math.Min(-1e-300, Math.Log(Math.Max(estimate.Epsilon, 1e-300) / target)) : Math.Max(1e-300, Math.Log(estimate.Epsilon / target))
            : double.PositiveInfinity;
    }
}
