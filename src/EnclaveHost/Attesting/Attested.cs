using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>This instance as the attestation service vouches for it.</summary>
/// <param name="Evidence">The evidence that the token is about.</param>
/// <param name="Token">The token, authenticated and appraised.</param>
/// <param name="CompactToken">The token as key vaults take it.</param>
internal sealed record Attested(Evidence Evidence, AppraisedToken Token, string CompactToken);
