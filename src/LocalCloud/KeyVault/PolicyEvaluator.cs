using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>Decides whether an attestation token satisfies a key's release policy.</summary>
internal sealed class PolicyEvaluator(AuthorityClient authorities, TimeProvider clock)
{
    /// <summary>Verifies a token at an authority of the policy and evaluates the policy against its claims.</summary>
    /// <param name="compact">The compact token, from a stranger.</param>
    /// <param name="policy">The key's policy.</param>
    /// <param name="cancellation">Ends waiting for the authority.</param>
    /// <returns>The claims when both hold; null otherwise, without a reason: the vault gives none.</returns>
    public async Task<JsonElement?> EvaluateAsync(string compact, ReleasePolicy policy, CancellationToken cancellation)
    {
        if (!AttestationToken.TryParse(compact, out AttestationToken? token, out _))
        {
            return null;
        }

        // Only authorities that the key's owner named are ever asked; the token has no say in where its keys come from.
        foreach (string name in policy.Authorities)
        {
            if (AttestationAuthority.TryParse(name, out AttestationAuthority? authority)
                && await authorities.FetchKeySetAsync(authority, cancellation).ConfigureAwait(false) is Jwks keys
                && TokenVerifier.TryAuthenticate(token, authority, keys, TokenSignerTrust.AsPublished, clock.GetUtcNow(), out GenuineToken? genuine, out _))
            {
                return policy.Evaluate(genuine.Issuer, genuine.Claims).IsGranted ? genuine.Claims : null;
            }
        }

        return null;
    }
}
