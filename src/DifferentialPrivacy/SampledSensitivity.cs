namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>How far a person moves a figure, and with what probability.</summary>
/// <param name="L2">The Euclidean distance, at least 0.</param>
/// <param name="Probability">Above 0.</param>
public readonly record struct SampledSensitivity(Rational L2, Rational Probability);
