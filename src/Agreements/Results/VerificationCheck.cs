namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>One link of the chain from the hardware vendor's root down to the number.</summary>
/// <param name="Claim">What was looked at.</param>
/// <param name="Wanted">What it had to be.</param>
/// <param name="Found">What it was.</param>
/// <param name="Holds">Whether it is.</param>
public sealed record VerificationCheck(string Claim, string Wanted, string Found, bool Holds);
