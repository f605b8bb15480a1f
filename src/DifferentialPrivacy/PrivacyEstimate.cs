namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>What several releases tell together.</summary>
/// <param name="Epsilon">ε, rounded up; positive infinity when δ allows for none.</param>
/// <param name="Accountant">Which accountant gave it; never <see cref="Accountant.Best"/>.</param>
public readonly record struct PrivacyEstimate(double Epsilon, Accountant Accountant);
