namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One step that was done.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Detail">What happened, in a sentence.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record StepLine(string Name, string Detail, TimeSpan Duration);
