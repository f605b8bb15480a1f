using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;

/// <summary>One assignment.</summary>
internal sealed record Assigned(string? Id, string? Arm, long? At = 0) : IHasPerson;
