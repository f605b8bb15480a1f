using EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

namespace EnclaveCleanRoom.DifferentialPrivacy;

public sealed partial class CountNoise
{
    /// <summary>The variance of the noise on one entry, of the integer law itself; a double, for display and for choosing.</summary>
    public double Variance => Kind == NoiseKind.DiscreteLaplace
        ? DiscreteLaplaceLaw.Variance(Scale)
        : DiscreteGaussianLaw.Variance(Scale);

    /// <summary>The smallest h such that the noise on one entry lies within ±h with probability at least <paramref name="coverage"/>.</summary>
    /// <param name="coverage">Above 0 and below 1, for instance 95/100.</param>
    /// <returns>At least 0. With h-1 the probability is below <paramref name="coverage"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="coverage"/> is out of range.</exception>
    public long HalfWidth(Rational coverage)
    {
        if (coverage.Sign <= 0 || coverage >= Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), "A coverage lies between 0 and 1.");
        }

        return Kind == NoiseKind.DiscreteLaplace
            ? DiscreteLaplaceLaw.HalfWidth(Scale, coverage)
            : DiscreteGaussianLaw.HalfWidth(Scale, coverage);
    }

    /// <summary>The probability that the noise on one entry lies within ±<paramref name="halfWidth"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="halfWidth"/> is negative.</exception>
    public double Coverage(long halfWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(halfWidth);
        return 1 - (Kind == NoiseKind.DiscreteLaplace
            ? DiscreteLaplaceLaw.OutsideProbability(Scale, halfWidth)
            : DiscreteGaussianLaw.OutsideProbability(Scale, halfWidth));
    }

    /// <summary>The interval around a noisy figure that holds the bounded, exact figure with probability at least <paramref name="coverage"/>.</summary>
    /// <remarks>It speaks of the noise alone: what contribution bounds cut away is not covered.</remarks>
    public NoiseInterval IntervalAround(long noisy, Rational coverage)
    {
        Int128 half = HalfWidth(coverage);
        return new NoiseInterval((long)Int128.Max(noisy - half, long.MinValue), (long)Int128.Min(noisy + half, long.MaxValue), coverage);
    }
}
