using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>How far the noise of a vector's entries reaches, computed once from its exact law.</summary>
internal sealed class NoiseWidths(CountNoise noise)
{
    /// <summary>One entry's noise lies within this with at least 95 %.</summary>
    internal long Single { get; } = noise.HalfWidth(new Rational(95, 100));

    /// <summary>Each of two entries' noise lies within this with at least 97.5 %, so both do with at least 95 % (union bound).</summary>
    internal long Joint { get; } = noise.HalfWidth(new Rational(975, 1000));
}
