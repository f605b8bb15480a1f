namespace EnclaveCleanRoom.Agreements;

/// <summary>Which addresses are services of Azure's clouds: the public one, that of the United States' government and China's.</summary>
internal static class AzureHosts
{
    private const string SharedPrefix = "shared";

    private static readonly string[] s_attestation = ["attest.azure.net", "attest.azure.us", "attest.azure.cn"];

    /// <summary>Whether an issuer is Microsoft Azure Attestation, shared or a customer's.</summary>
    /// <param name="issuer">An issuer name as agreements have it.</param>
    internal static bool IsAttestationService(string issuer) => TryGetHost(issuer, out string host) && Array.Exists(s_attestation, name => IsBelow(host, name));

    /// <summary>Whether it is the one that Microsoft runs for a region, whose policy no customer writes.</summary>
    /// <param name="issuer">An issuer name as agreements have it.</param>
    /// <remarks>They are named <c>sharedweu.weu.attest.azure.net</c>: the word, the region, and the region again.</remarks>
    internal static bool IsSharedAttestationService(string issuer) =>
        IsAttestationService(issuer) && TryGetHost(issuer, out string host) && host.Split('.') is [var name, var region, ..] && name == SharedPrefix + region;

    private static bool IsBelow(string host, string name) => host.EndsWith("." + name, StringComparison.Ordinal);

    private static bool TryGetHost(string issuer, out string host)
    {
        bool isAddress = Uri.TryCreate(issuer, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort;
        host = isAddress ? uri!.Host : "";
        return isAddress;
    }
}
