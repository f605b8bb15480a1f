using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>Conversions or one value: its noise and its unit.</summary>
/// <param name="mechanism">What releases its entries.</param>
/// <param name="unitsPerOne">Units of credit in one conversion, or in one of the value's unit.</param>
/// <param name="range">The public range in units of credit, or <see langword="null"/> for conversions.</param>
internal sealed class CreditMeasure(NoisyCounts mechanism, long unitsPerOne, ValueRange? range)
{
    // Summing the law takes longer than all of planning, and a plan may never be run.
    private readonly Lazy<double> _halfWidth = new(() => new NoiseWidths(mechanism.Noise).Single);

    internal NoisyCounts Mechanism => mechanism;

    internal CountNoise Noise => mechanism.Noise;

    internal ValueRange? Range => range;

    /// <summary>One entry's noise lies within this with at least 95 %, in units of credit.</summary>
    internal double HalfWidth => _halfWidth.Value;

    private bool IsNeverNegative => range is null or { Lowest: >= 0 };

    /// <summary>A noised entry or sum with its interval. What is never negative is clipped, by which an interval stays valid.</summary>
    internal Figure ToFigure(double noisy, double halfWidth)
    {
        double Clip(double units) => (IsNeverNegative ? Math.Max(units, 0) : units) / unitsPerOne;
        return new Figure { Estimate = Clip(noisy), Low = Clip(noisy - halfWidth), High = Clip(noisy + halfWidth) };
    }
}
