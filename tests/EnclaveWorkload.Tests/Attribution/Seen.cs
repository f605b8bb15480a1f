using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Attribution;

/// <summary>One exposure.</summary>
internal sealed record Seen(string? Id, long? At, string? Campaign) : IHasPerson;
