namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;

/// <summary>What a column seems to be. A proposal: its owner decides.</summary>
/// <param name="Plan">Name, type, role, and how moments are written.</param>
/// <param name="Because">Why, in a few words; speaks of the name and the form of the cells, never of a value.</param>
/// <param name="ToDeclare">What is left for a person to declare.</param>
internal sealed record ColumnProposal(ColumnPlan Plan, string Because, Declaration ToDeclare);
