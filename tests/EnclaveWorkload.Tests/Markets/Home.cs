using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Markets;

/// <summary>Where somebody lives.</summary>
internal sealed record Home(string? Id, string? Region) : IHasPerson;
