using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Markets;

/// <summary>One outcome.</summary>
internal sealed record Sale(string? Id, long? Day, double Amount = 1) : IHasPerson;
