using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>Evidence that the service believes and may state in a token.</summary>
/// <param name="Report">The genuine report.</param>
/// <param name="IsCompliant">Whether an endorsed utility VM enforces what host data names.</param>
/// <param name="Runtime">The runtime data.</param>
/// <param name="Nonce">What the token repeats, or null.</param>
internal sealed record VerifiedEvidence(GenuineReport Report, bool IsCompliant, JsonElement Runtime, string? Nonce);
