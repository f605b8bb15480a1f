namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One party.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Part">What it does here, such as publisher.</param>
/// <param name="Brings">What it brings, in a sentence.</param>
/// <param name="Receives">What it receives, in a sentence.</param>
internal sealed record PartyLine(string Name, string Part, string Brings, string Receives);
