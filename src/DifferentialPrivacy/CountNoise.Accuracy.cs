using EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

namespace EnclaveCleanRoom.DifferentialPrivacy;

public sealed partial class CountNoise
{
    private const long LargestChange = 32;
    private const int MostSummands = 10_000_000;
    private const int LeastSmoothVariance = 4;

    /// <summary>The variance of the noise on one entry, of the integer law itself; a double, for display and for choosing.</summary>
    public double Variance => Kind == NoiseKind.DiscreteLaplace
        ? DiscreteLaplaceLaw.Variance(Scale)
        : DiscreteGaussianLaw.Variance(Scale);

    /// <summary>The mean of the absolute value of the noise on one entry: how far off a figure is to be expected, whatever the data.</summary>
    public double MeanAbsoluteError => Kind == NoiseKind.DiscreteLaplace
        ? DiscreteLaplaceLaw.MeanAbsolute(Scale)
        : DiscreteGaussianLaw.MeanAbsolute(Scale);

    /// <summary>
    /// The δ at which this noise alone is (<paramref name="epsilon"/>, δ)-differentially private, rounded up: the smallest that is known, for display. It is exact
    /// for Gaussian noise on a vector of which a person changes one entry, and otherwise the conversion that the ledger uses.
    /// </summary>
    public double DeltaAt(Epsilon epsilon)
    {
        if (Epsilon is { } pure && pure <= epsilon)
        {
            return 0;
        }

        double converted = Cost.DeltaAt(epsilon);
        if (Kind == NoiseKind.DiscreteLaplace || Sensitivity.L0 > 1 || Sensitivity.LInfinity > LargestChange || !DiscreteGaussianLaw.IsSummed(Scale))
        {
            return converted;
        }

        // A person may change the entry by less than the bound, so the worst change is looked for.
        double worst = 0;
        for (long change = 1; change <= Sensitivity.LInfinity; change++)
        {
            worst = Math.Max(worst, DiscreteGaussianLaw.DeltaUp(Scale, change, epsilon.Value.ToDouble()));
        }

        return Math.Min(worst, converted);
    }

    /// <summary>The smallest h such that the noise on one entry lies within ±h with probability at least <paramref name="coverage"/>.</summary>
    /// <param name="coverage">Above 0 and below 1, for instance 95/100.</param>
    /// <returns>At least 0. With h-1 the probability is below <paramref name="coverage"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="coverage"/> is out of range.</exception>
    public long HalfWidth(Rational coverage)
    {
        RequireCoverage(coverage);
        return Kind == NoiseKind.DiscreteLaplace
            ? DiscreteLaplaceLaw.HalfWidth(Scale, coverage)
            : DiscreteGaussianLaw.HalfWidth(Scale, coverage);
    }

    /// <summary>
    /// A half-width for the sum of the noise on <paramref name="entries"/> entries of one release: it lies within ±h with probability at least
    /// <paramref name="coverage"/>. The exact one for one entry; for more, at most some units wider than the narrowest.
    /// </summary>
    /// <param name="entries">Different entries of one release, 1 to 10,000,000; their noises are independent.</param>
    /// <param name="coverage">Above 0 and below 1.</param>
    /// <remarks>
    /// The sum of independent discrete Gaussians of parameters a and b has at each integer the weight of the one of parameter a + b times a theta sum that
    /// differs from its mean by a factor within 1 ± 2·exp(-2π²ab/(a+b)) (Poisson summation). From σ² = 4 on that is within 10⁻¹⁶ a summand, and the part of the
    /// outside that is set apart for it, a millionth, is far more. Below σ² = 4, and for Laplace noise, every entry gets its share of the outside (union bound).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    public long HalfWidthOfSum(int entries, Rational coverage)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(entries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries, MostSummands);
        RequireCoverage(coverage);
        if (entries == 1)
        {
            return HalfWidth(coverage);
        }

        Rational outside = Rational.One - coverage;
        return Kind == NoiseKind.DiscreteGaussian && Scale >= new Rational(LeastSmoothVariance, 1)
            ? DiscreteGaussianLaw.HalfWidth(Scale * entries, Rational.One - (outside * new Rational(999_999, 1_000_000)))
            : checked(entries * HalfWidth(Rational.One - (outside / entries)));
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

    private static void RequireCoverage(Rational coverage)
    {
        if (coverage.Sign <= 0 || coverage >= Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), "A coverage lies between 0 and 1.");
        }
    }
}
