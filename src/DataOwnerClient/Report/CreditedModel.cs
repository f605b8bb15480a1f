namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>The credit that one model gives.</summary>
/// <param name="Name">The model's name with its parameters.</param>
/// <param name="Lines">Campaigns, other campaigns, and what is unattributed.</param>
internal sealed record CreditedModel(string Name, IReadOnlyList<CreditLine> Lines);
