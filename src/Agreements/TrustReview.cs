using System.Globalization;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// Holds what an agreement trusts against what AMD and Microsoft publish. Whoever drafts an agreement writes its anchors and may call them what it
/// likes: they are compared here by fingerprint, issuer and number, never by name.
/// </summary>
public static class TrustReview
{
    /// <summary>Every difference that whoever signs, grants or reads a result must know of.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <returns>Sentences without line feeds, each naming what was found; empty when everything is the vendors'.</returns>
    public static IReadOnlyList<string> Warnings(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return [.. Warnings(agreement.Enclave), .. Warnings(agreement.Enclave, agreement.Datasets.Select(dataset => (dataset.Id, dataset.KeyEncryptionKey)))];
    }

    /// <summary>What is to be known of the hosts at which keys lie.</summary>
    internal static IEnumerable<string> Warnings(EnclaveTerms enclave, IEnumerable<(DatasetId Dataset, Uri Key)> keys) => keys
        .Where(key => AzureVaultHosts.FindService(key.Key) is null)
        .GroupBy(key => key.Key.Authority, key => key.Dataset)
        .Select(host => $"the key of {string.Join(", ", host)} lies at {host.Key}, which is no key vault of Azure: "
            + (enclave.ServiceRoots is NamedServiceRoots
                ? "whoever runs it holds the key; it is believed under the agreement's own root certificates"
                : "no access token is sent there, so no key is made there or released from it"));

    private static IReadOnlyList<string> Warnings(EnclaveTerms enclave) =>
        [
            .. enclave.HardwareRoots.Where(root => VendorOf(root) is null).Select(Warn),
            .. IsVendors(enclave.UvmIssuer, enclave.UvmFeed) ? Array.Empty<string>() :
            [
                $"the utility VM is believed on the word of {enclave.UvmIssuer} in feed '{enclave.UvmFeed}', which is not Microsoft's"
                + $" ({UvmAnchor.MicrosoftContainerPlatform.Did}, '{UvmAnchor.MicrosoftContainerPlatform.Feed}'): whoever holds its key decides what is booted below the containers",
            ],
            .. enclave.MinimumTcb.Where(floor => !IsHighEnough(floor)).Select(floor =>
                $"the firmware floor of {floor.Product}, {Describe(floor)}, is below {HandedEvidenceValues.PublishedTcbFloor[floor.Product]}: processors with published holes are accepted"),
            .. enclave.MinimumUvmSvn >= HandedEvidenceValues.Default.MinimumUvmSvn ? Array.Empty<string>() :
            [
                string.Create(CultureInfo.InvariantCulture, $"the utility VM is accepted from security version {enclave.MinimumUvmSvn} on, which is below {HandedEvidenceValues.Default.MinimumUvmSvn}"),
            ],
            .. AzureHosts.IsAttestationService(enclave.AttestationAuthority) ? Array.Empty<string>() :
            [
                $"{enclave.AttestationAuthority} is no attestation service of Azure: whoever runs it can have the keys released to a machine of its own, unless they are under dual release",
            ],
            .. enclave.ServiceRoots is not NamedServiceRoots named ? Array.Empty<string>() : named.Certificates.Select(certificate =>
                $"attestation service and key vaults are believed under a root certificate that the agreement brings itself, {Digest256.Of(certificate)}: whoever holds its key can pose as them"),
        ];

    /// <summary>Every anchor and floor on a line of its own, the vendors' called so.</summary>
    internal static IEnumerable<string> Describe(EnclaveTerms enclave) =>
    [
        .. enclave.HardwareRoots.Select(root =>
            $"hardware root '{root.Name}' for {root.Product}, certificate {root.Certificate}: {(VendorOf(root) is { } vendor ? $"AMD's {vendor.Name}" : "NOT one of AMD's")}"),
        .. enclave.MinimumTcb.Select(floor => $"firmware of {floor.Product} from {Describe(floor)} on (0 is no floor)"),
        string.Create(CultureInfo.InvariantCulture, $"utility VM of {enclave.UvmIssuer}, feed '{enclave.UvmFeed}', from security version {enclave.MinimumUvmSvn} on: ")
        + (IsVendors(enclave.UvmIssuer, enclave.UvmFeed) ? "Microsoft's" : "NOT Microsoft's"),
        $"attestation service {enclave.AttestationAuthority}: {Standing(enclave.AttestationAuthority)}",
        enclave.ServiceRoots is NamedServiceRoots named
            ? $"that service and the key vaults under the root certificates {string.Join(", ", named.Certificates.Select(certificate => Digest256.Of(certificate)))} alone"
            : "that service and the key vaults under the certificate authorities inside the measured image",
    ];

    /// <summary>The root of AMD's that an anchor is, by fingerprint and line of processors; null for every other.</summary>
    internal static HardwareAnchor? VendorOf(HardwareRootTerms root) =>
        HardwareAnchor.Amd.FirstOrDefault(anchor => anchor.RootFingerprint == root.Certificate && anchor.Product == root.Product);

    /// <summary>Whether a name begins as AMD's roots are called and stands over anything but the root of exactly that name.</summary>
    internal static bool BorrowsVendorsName(HardwareRootTerms root) =>
        root.Name.StartsWith("ARK", StringComparison.OrdinalIgnoreCase) && VendorOf(root)?.Name != root.Name;

    private static string Warn(HardwareRootTerms root) => root.Name.Contains("SIMULATED", StringComparison.OrdinalIgnoreCase)
        ? $"a SIMULATED root is accepted, certificate {root.Certificate}. It protects nothing; use it with made-up data only"
        : $"hardware root '{root.Name}', certificate {root.Certificate}, is not AMD's for {root.Product}: whoever holds its key can make up a processor and open everything";

    private static bool IsVendors(string issuer, string feed) =>
        issuer == UvmAnchor.MicrosoftContainerPlatform.Did && feed == UvmAnchor.MicrosoftContainerPlatform.Feed;

    private static bool IsHighEnough(TcbTerms floor) => ToVersion(floor).IsAtLeast(HandedEvidenceValues.PublishedTcbFloor[floor.Product]);

    private static string Describe(TcbTerms floor) => ToVersion(floor).ToString();

    private static TcbVersion ToVersion(TcbTerms floor) => new(floor.Bootloader, floor.Tee, floor.Snp, floor.Microcode, floor.Fmc);

    private static string Standing(string authority) => !AzureHosts.IsAttestationService(authority) ? "NOT one of Azure's"
        : AzureHosts.IsSharedAttestationService(authority) ? "Microsoft's own of a region"
        : "one that a customer of Azure set up, with a policy of its own; ask whose it is";
}
