using EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// The exact trade-off of ε and δ of the continuous Gaussian mechanism, in doubles rounded up: for display and comparison only. The
/// ledger counts integer noise in ρ.
/// </summary>
/// <remarks>
/// Source: Balle and Wang, "Improving the Gaussian Mechanism for Differential Privacy", 2018, Theorem 8:
/// δ = Φ(Δ/2σ - εσ/Δ) - e^ε·Φ(-Δ/2σ - εσ/Δ). Adjacency: whatever the L2 sensitivity Δ was computed for.
/// </remarks>
public static class AnalyticGaussian
{
    // The relative error of the two terms, several times what the normal law's own error bound gives.
    private const double TermError = 1e-12;

    /// <summary>The δ at <paramref name="epsilon"/>, rounded up, at most 1.</summary>
    /// <param name="epsilon">At least 0.</param>
    /// <param name="sigma">Standard deviation of the noise, above 0.</param>
    /// <param name="l2Sensitivity">Above 0, in the unit of <paramref name="sigma"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range or not finite.</exception>
    public static double DeltaAt(double epsilon, double sigma, double l2Sensitivity)
    {
        RequirePositive(sigma, nameof(sigma));
        RequirePositive(l2Sensitivity, nameof(l2Sensitivity));
        if (!(epsilon >= 0) || double.IsInfinity(epsilon))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon));
        }

        return DeltaAnywhere(epsilon, l2Sensitivity / sigma);
    }

    /// <summary>δ at any ε, also below 0, for a shift of <paramref name="shift"/> standard deviations.</summary>
    internal static double DeltaAnywhere(double epsilon, double shift)
    {
        double half = shift / 2;
        double reach = epsilon / shift;
        double near = half - reach;
        double far = half + reach;

        // e^ε·Φ(-far) = φ(near)·Mills(far), because near² - far² = -2ε: no large exponential is formed. Below 0, where Mills' ratio is one, e^ε is none: far < 0 means that ε is below 0.
        double first = NormalLaw.UpperTail(-near);
        double second = far < 0 ? Math.Exp(epsilon) * NormalLaw.UpperTail(far) : NormalLaw.Density(near) * NormalLaw.Mills(far);
        return Math.Min(1, Math.Max(0, first - second) + (first * TermError) + double.Epsilon);
    }

    /// <summary>The smallest ε at which δ is at most <paramref name="delta"/>, rounded up; positive infinity when there is none below 1e9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range or not finite.</exception>
    public static double EpsilonAt(double delta, double sigma, double l2Sensitivity)
    {
        RequirePositive(delta, nameof(delta));
        const double Largest = 1e9;
        return DeltaAt(Largest, sigma, l2Sensitivity) > delta
            ? double.PositiveInfinity
            : Smallest(0, Largest, epsilon => DeltaAt(epsilon, sigma, l2Sensitivity) <= delta);
    }

    /// <summary>The smallest σ that gives (ε, δ), rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range or not finite, δ is below 1e-300, or too small at this ε to show in doubles.</exception>
    public static double SmallestSigma(double epsilon, double delta, double l2Sensitivity)
    {
        RequirePositive(l2Sensitivity, nameof(l2Sensitivity));
        ArgumentOutOfRangeException.ThrowIfLessThan(delta, 1e-300);
        double high = l2Sensitivity;
        while (DeltaAt(epsilon, high, l2Sensitivity) > delta)
        {
            high *= 2;
            if (double.IsInfinity(high))
            {
                throw new ArgumentOutOfRangeException(nameof(delta), "Double precision cannot show so small a delta at this epsilon.");
            }
        }

        return Smallest(l2Sensitivity * 1e-9, high, sigma => DeltaAt(epsilon, sigma, l2Sensitivity) <= delta);
    }

    // Bisection to the last bit; only a value for which the condition was seen to hold is returned.
    private static double Smallest(double low, double high, Predicate<double> holds)
    {
        for (double middle = low + ((high - low) / 2); middle > low && middle < high; middle = low + ((high - low) / 2))
        {
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, "The value is positive and finite.");
        }
    }
}
