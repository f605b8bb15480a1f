namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One link of the chain that was verified.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Holds">Whether it holds.</param>
internal sealed record CheckLine(string Name, string Detail, bool Holds);
