using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Attribution;

/// <summary>One conversion.</summary>
internal sealed record Bought(string? Id, long? At, double Amount = 0, long Points = 0) : IHasPerson;
