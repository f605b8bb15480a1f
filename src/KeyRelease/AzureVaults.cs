using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>For what an access token is asked that is sent to a vault.</summary>
/// <remarks>
/// A bearer token is good at every vault of its cloud that the bearer may use, so it must never be shown to a host that is none of them. Parties name hosts in what
/// they sign, and a name that only looks like a vault's is easily made.
/// </remarks>
public static class AzureVaults
{
    /// <summary>The scope of the token.</summary>
    /// <param name="vault">The vault's address.</param>
    /// <param name="trust">Under which roots it is believed.</param>
    /// <returns>
    /// That of its cloud; for another host under named roots one of that host alone, which Azure's directory gives to nobody and a cloud of one's own may; otherwise
    /// <see langword="null"/>: no token is sent there.
    /// </returns>
    public static string? ScopeOf(Uri vault, KeyVaultTrust trust)
    {
        ArgumentNullException.ThrowIfNull(trust);
        return AzureVaultHosts.FindService(vault) is { } service ? $"https://{service}/.default"
            : trust.IsSystem ? null
            : vault.GetLeftPart(UriPartial.Authority) + "/.default";
    }
}
