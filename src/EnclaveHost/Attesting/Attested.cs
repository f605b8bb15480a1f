using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>This instance as the attestation service speaks of it.</summary>
/// <param name="Evidence">The evidence that the token is about.</param>
/// <param name="CompactToken">The token as key vaults take it; it is the authority's and answers a nonce of this instance.</param>
/// <param name="Refusals">What in it does not satisfy the agreement; while there is any, no job is run.</param>
internal sealed record Attested(Evidence Evidence, string CompactToken, IReadOnlyList<AppraisalCheck> Refusals);
