namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>An account with the total it may ever spend, as agreement and grants now say.</summary>
/// <param name="Id">Which account.</param>
/// <param name="Limit">The total over the account's whole life, not what is left.</param>
public sealed record BudgetAccount(BudgetAccountId Id, PrivacyCost Limit);
