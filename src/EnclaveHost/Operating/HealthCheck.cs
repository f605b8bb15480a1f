namespace EnclaveCleanRoom.EnclaveHost.Operating;

/// <summary>One thing that must hold for a room to work.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Advice">What the operator does when it does not.</param>
internal sealed record HealthCheck(string Name, bool Holds, string Advice);
