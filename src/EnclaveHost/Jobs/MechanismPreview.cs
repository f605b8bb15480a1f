using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>A mechanism before it is run.</summary>
/// <param name="Report">What it would do.</param>
/// <param name="HalfWidth">Each figure's noise lies within this with at least 95 %; null where it adds none.</param>
internal sealed record MechanismPreview(MechanismReport Report, long? HalfWidth);
