namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Something that was tried and refused, as it must be.</summary>
/// <param name="Attempt">What was tried.</param>
/// <param name="RefusedBy">Who refused it.</param>
/// <param name="Reason">The reason given.</param>
internal sealed record RefusalLine(string Attempt, string RefusedBy, string Reason);
