using System.Text.Json;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>Decides whether an attestation token satisfies a key's release policy.</summary>
internal sealed class PolicyEvaluator(AuthorityClient authorities, TimeProvider clock)
{
    /// <summary>Verifies a token at an authority of the policy and evaluates the policy against its claims.</summary>
    /// <param name="token">The compact token, from a stranger.</param>
    /// <param name="policyData">The policy in base64url.</param>
    /// <param name="cancellation">Ends waiting for the authority.</param>
    /// <returns>The claims when both hold; null otherwise, without a reason: the vault gives none.</returns>
    public async Task<JsonElement?> EvaluateAsync(string token, string policyData, CancellationToken cancellation)
    {
        if (AttestationJwt.TryParse(token) is not AttestationJwt parsed)
        {
            return null;
        }

        // Only an authority that the key's owner named is ever asked for keys.
        string issuer = parsed.Issuer.TrimEnd('/');
        if (!ReleasePolicies.Authorities(policyData).Contains(issuer)
            || await authorities.FetchKeySetAsync(issuer, cancellation).ConfigureAwait(false) is not JsonElement keySet
            || !parsed.IsAuthentic(keySet, clock.GetUtcNow()))
        {
            return null;
        }

        return ReleasePolicies.IsGranted(policyData, issuer, parsed.Claims) ? parsed.Claims : null;
    }
}
