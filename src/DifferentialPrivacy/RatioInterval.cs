using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// A ratio part / (part + rest), such as a click-through rate from noisy clicks and noisy non-clicks, with an interval inferred from the
/// noise alone. It is post-processing and costs nothing.
/// </summary>
/// <remarks>
/// The interval holds the ratio of the two exact, bounded counts. It does not cover what contribution bounds cut away, nor that the people
/// are a sample: <see cref="IsNoiseOnly"/> says so to whoever prints it.
/// </remarks>
public sealed record RatioInterval
{
    private RatioInterval(double low, double? estimate, double high, Rational coverage) =>
        (Low, Estimate, High, Coverage) = (low, estimate, high, coverage);

    /// <summary>Lower end, 0 to 1.</summary>
    public double Low { get; }

    /// <summary>The ratio of the two noisy counts, each raised to 0 where it is below; <see langword="null"/> when both are then 0.</summary>
    public double? Estimate { get; }

    /// <summary>Upper end, 0 to 1.</summary>
    public double High { get; }

    /// <summary>The probability, at least, that the exact ratio lies inside.</summary>
    public Rational Coverage { get; }

    /// <summary>Always true: the interval speaks of the noise and of nothing else.</summary>
    public bool IsNoiseOnly { get; } = true;

    /// <summary>The ratio of two noisy counts whose noises are independent draws of <paramref name="noise"/>.</summary>
    /// <param name="part">The noisy count above the line.</param>
    /// <param name="rest">The noisy count of what is below the line only.</param>
    /// <param name="noise">The noise of each.</param>
    /// <param name="coverage">Above 0 and below 1.</param>
    /// <remarks>
    /// Each count lies in its own interval with probability √coverage, both do with probability coverage, and the ratio grows with part and falls
    /// with rest; its extremes over the rectangle are therefore at two corners. Exact counts are not negative, so the intervals are cut at 0.
    /// </remarks>
    public static RatioInterval Of(long part, long rest, CountNoise noise, Rational coverage)
    {
        ArgumentNullException.ThrowIfNull(noise);
        NoiseInterval above = noise.IntervalAround(part, RootAbove(coverage));
        NoiseInterval beside = noise.IntervalAround(rest, RootAbove(coverage));
        (double partLow, double partHigh) = (Math.Max(0, above.Low), Math.Max(0, above.High));
        (double restLow, double restHigh) = (Math.Max(0, beside.Low), Math.Max(0, beside.High));
        double low = partLow == 0 ? 0 : Math.BitDecrement(partLow / (partLow + restHigh));
        double high = restLow == 0 ? 1 : Math.BitIncrement(partHigh / (partHigh + restLow));
        (double top, double bottom) = (Math.Max(0, part), Math.Max(0, (double)part) + Math.Max(0, rest));
        return new RatioInterval(low, bottom == 0 ? null : top / bottom, Math.Min(1, high), coverage);
    }

    // The square root of the coverage, rounded up to a multiple of 2^-32.
    private static Rational RootAbove(Rational coverage)
    {
        if (coverage.Sign <= 0 || coverage >= Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), "A coverage lies between 0 and 1.");
        }

        BigInteger root = Rational.IntegerSquareRoot((coverage * (BigInteger.One << 64)).Floor()) + 1;
        return Rational.Min(new Rational(root, BigInteger.One << 32), new Rational(uint.MaxValue, BigInteger.One << 32));
    }
}
