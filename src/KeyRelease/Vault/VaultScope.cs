namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>For which resource a bearer token is asked: the vault's cloud, by its host name.</summary>
internal static class VaultScope
{
    private static readonly string[] s_resources =
    [
        "vault.azure.net", "vault.azure.cn", "vault.usgovcloudapi.net",
        "managedhsm.azure.net", "managedhsm.azure.cn", "managedhsm.usgovcloudapi.net",
    ];

    /// <summary>The scope; that of Azure's public vaults for a host that is in none of its clouds.</summary>
    public static string Of(Uri vault)
    {
        string? resource = Array.Find(s_resources, name => vault.Host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
        return $"https://{resource ?? s_resources[0]}/.default";
    }
}
