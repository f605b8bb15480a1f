namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>An account that cannot pay.</summary>
/// <param name="Account">Which.</param>
/// <param name="Limit">Its total.</param>
/// <param name="Spent">What it has spent, or the largest representable figure if the sum is beyond it.</param>
/// <param name="Planned">What was asked for.</param>
public sealed record BudgetShortfall(BudgetAccountId Account, PrivacyCost Limit, PrivacyCost Spent, PrivacyCost Planned);
