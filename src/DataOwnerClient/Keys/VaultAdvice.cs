using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Keys;

/// <summary>What an owner does about a vault's refusal. The reasons are the vault's; the next step is not obvious from them.</summary>
internal static class VaultAdvice
{
    /// <summary>The failure with its next step, in sentences.</summary>
    internal static string Write(KeyVaultFailure failure) => $"{failure.Reason}{(failure.Code is null ? "" : $" ({failure.Code})")}: {failure.Message} {Next(failure.Reason)}".TrimEnd();

    private static string Next(KeyVaultFailureReason reason) => reason switch
    {
        KeyVaultFailureReason.Unauthorized => "Log in to the tenant of the vault (az login --tenant TENANT), or give --identity-endpoint.",
        KeyVaultFailureReason.Forbidden => "Give yourself the role Key Vault Crypto Officer on the vault (Managed HSM Crypto Officer on an HSM); a firewall of the vault refuses so too.",
        KeyVaultFailureReason.NotFound => "Make the key first: cleanroom kek create.",
        KeyVaultFailureReason.AlreadyExists => "A key serves one agreement: draft this one with a name of its own, --kek DATASET=https://VAULT/keys/NAME. The name of a deleted key is taken until it is purged.",
        KeyVaultFailureReason.PolicyRequired => "The vault did not read the release policy: it takes an exportable key only with one. A vault of the Standard tier cannot hold such keys; it has to be Premium or a Managed HSM.",
        KeyVaultFailureReason.PolicyNotAllowed => "The vault took the key for one that is not exportable, and such a key has no release policy. Make it anew under another name.",
        KeyVaultFailureReason.ImmutablePolicy => "The release policy of this name can never be changed. If it is the one wanted, nothing is to be done; if not, draft the agreement with another key name.",
        KeyVaultFailureReason.PolicyNotKept => "Disable that version (cleanroom kek disable --version …) and make a key under another name.",
        KeyVaultFailureReason.Throttled or KeyVaultFailureReason.Unavailable => "Try again; nothing is half done.",
        KeyVaultFailureReason.UntrustedService => "The agreement names whose certificates are trusted (serviceRoots); somebody may be in between.",
        KeyVaultFailureReason.HostOutsideAzure => "Is that your vault? Name one of Azure (https://NAME.vault.azure.net/keys/KEY), or, for a cloud of your own, its root certificate in the agreement's serviceRoots. Do not sign for a host that you do not know.",
        _ => "",
    };
}
