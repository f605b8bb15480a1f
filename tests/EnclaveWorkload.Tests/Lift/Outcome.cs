using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;

/// <summary>One row of what somebody did.</summary>
internal sealed record Outcome(string? Id, long? At, double Amount = 0, long Label = 1) : IHasPerson;
