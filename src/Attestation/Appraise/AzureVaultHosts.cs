namespace EnclaveCleanRoom.Attestation;

/// <summary>Which hosts are key vaults and managed HSMs of Azure's clouds: the public one, that of the United States' government and China's.</summary>
public static class AzureVaultHosts
{
    private static readonly string[] s_services =
    [
        "vault.azure.net", "vault.azure.cn", "vault.usgovcloudapi.net",
        "managedhsm.azure.net", "managedhsm.azure.cn", "managedhsm.usgovcloudapi.net",
    ];

    /// <summary>Finds the service that an address is one vault of.</summary>
    /// <param name="vault">An absolute address.</param>
    /// <returns>Its name, such as <c>vault.azure.net</c>; <see langword="null"/> for every other host, however much it looks like one, and without https.</returns>
    public static string? FindService(Uri vault)
    {
        ArgumentNullException.ThrowIfNull(vault);
        return Array.Find(s_services, name => vault.Scheme == Uri.UriSchemeHttps && vault.Host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }
}
