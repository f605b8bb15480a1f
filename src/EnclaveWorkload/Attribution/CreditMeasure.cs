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

    /// <summary>A noised entry or sum with its interval, as they are: small ones may be negative, as in every answer whose parts are added up.</summary>
    internal Figure ToFigure(double noisy, double halfWidth) => new()
    {
        Estimate = noisy / unitsPerOne,
        Low = (noisy - halfWidth) / unitsPerOne,
        High = (noisy + halfWidth) / unitsPerOne,
    };
}
