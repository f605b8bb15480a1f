namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>What a requester has left of one grant.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="NanoRho">ρ left, in units of 10⁻⁹: 0 to what it granted.</param>
/// <param name="AttoDelta">δ left, in units of 10⁻¹⁸: 0 to what it granted.</param>
public sealed record GrantRest(Grant Grant, long NanoRho, long AttoDelta);
