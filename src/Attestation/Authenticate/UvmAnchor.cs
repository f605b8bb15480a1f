using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Whom to believe about launch measurements: signers whose chain ends in one root and whose certificate has one extended key
/// usage, speaking in one feed.
/// </summary>
/// <param name="RootFingerprint">SHA-256 of the root certificate's DER.</param>
/// <param name="ExtendedKeyUsage">The object identifier that the signer's certificate must name.</param>
/// <param name="Feed">The feed, exactly.</param>
public sealed record UvmAnchor(Digest256 RootFingerprint, string ExtendedKeyUsage, string Feed)
{
    private const string DidPrefix = "did:x509:0:sha256:";
    private const string DidUsage = "::eku:";

    /// <summary>Microsoft's releases of the utility VM for confidential container groups on AMD.</summary>
    public static UvmAnchor MicrosoftContainerPlatform { get; } = new(
        Digest256.Parse("23ffe2b8bdb9a1711515d4cffda04bc7f793d513c76c243f1020507d8669b7db"),
        "1.3.6.1.4.1.311.76.59.1.2",
        "ContainerPlat-AMD-UVM");

    /// <summary>The did:x509 that an endorsement's issuer header must equal.</summary>
    /// <remarks>Source: did:x509 method specification, version 0: CA fingerprint in base64url, then the policy <c>eku</c>.</remarks>
    public string Did => DidPrefix + RootFingerprint.ToBase64Url() + DidUsage + ExtendedKeyUsage;

    /// <summary>Reads the did:x509 form.</summary>
    /// <param name="did">A did of version 0 with a SHA-256 fingerprint and the one policy <c>eku</c>.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="anchor">The anchor.</param>
    /// <returns>False when the did has another shape, or the feed is empty.</returns>
    public static bool TryParse(string did, string feed, [NotNullWhen(true)] out UvmAnchor? anchor)
    {
        ArgumentNullException.ThrowIfNull(did);
        ArgumentNullException.ThrowIfNull(feed);
        anchor = null;
        int usage = did.IndexOf(DidUsage, StringComparison.Ordinal);
        if (feed.Length == 0 || !did.StartsWith(DidPrefix, StringComparison.Ordinal) || usage < DidPrefix.Length
            || !Base64UrlText.TryDecode(did.AsSpan(DidPrefix.Length..usage), out byte[]? fingerprint)
            || fingerprint.Length != Digest256.Size)
        {
            return false;
        }

        string oid = did[(usage + DidUsage.Length)..];
        if (oid.Length == 0 || !oid.All(digit => char.IsAsciiDigit(digit) || digit == '.'))
        {
            return false;
        }

        anchor = new UvmAnchor(new Digest256(fingerprint), oid, feed);
        return true;
    }
}
