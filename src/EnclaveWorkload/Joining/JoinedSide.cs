namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>One of the tables that were joined.</summary>
/// <param name="Table">Its rows.</param>
/// <param name="People">The person of each row; -1 for nobody, or beyond the cap.</param>
internal sealed record JoinedSide(OpenedTable Table, int[] People);
