using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The three certificates behind a report, sorted into their roles and not yet believed: the endorsement key (VCEK or VLEK),
/// AMD's signing key (ASK or ASVK) and AMD's root key (ARK).
/// </summary>
public sealed class CertificateChain
{
    private const string Label = "CERTIFICATE";

    internal CertificateChain(CertificateDer leaf, CertificateDer intermediate, CertificateDer root, EndorsementKey endorsementKey)
    {
        Leaf = leaf;
        Intermediate = intermediate;
        Root = root;
        EndorsementKey = endorsementKey;
    }

    /// <summary>SHA-256 of the root certificate's DER: what trust anchors name.</summary>
    public Digest256 RootFingerprint => Root.Fingerprint;

    /// <summary>Whether the leaf is a chip's own key or a loaded one.</summary>
    public SnpSigningKey LeafKind => EndorsementKey.Kind;

    internal CertificateDer Leaf { get; }

    internal CertificateDer Intermediate { get; }

    internal CertificateDer Root { get; }

    internal EndorsementKey EndorsementKey { get; }

    /// <summary>Reads three certificates in any order.</summary>
    /// <param name="utf8">
    /// PEM blocks with nothing but white space between them, or the JSON object of Azure's host with the members
    /// <c>vcekCert</c> and <c>certificateChain</c>, each of them PEM.
    /// </param>
    /// <param name="chain">The certificates by role.</param>
    /// <param name="failure">Why they were refused.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out CertificateChain? chain, out CertificateChainFailure failure)
    {
        chain = null;
        failure = CertificateChainFailure.Text;
        if (!TryGetPem(utf8, out string? pem) || !TryReadPem(pem, out List<byte[]>? blocks))
        {
            return false;
        }

        failure = CertificateChainFailure.Count;
        if (blocks.Count != 3)
        {
            return false;
        }

        failure = CertificateChainFailure.Certificate;
        List<CertificateDer> certificates = [];
        foreach (byte[] block in blocks)
        {
            if (!CertificateDer.TryParse(block, out CertificateDer? certificate))
            {
                return false;
            }

            certificates.Add(certificate);
        }

        return TrySort(certificates, out chain, out failure);
    }

    /// <summary>The chain as PEM in the order leaf, ASK, ARK, each block ended by one line feed.</summary>
    public string ToPem()
    {
        StringBuilder text = new();
        foreach (CertificateDer certificate in (CertificateDer[])[Leaf, Intermediate, Root])
        {
            text.Append(PemEncoding.WriteString(Label, certificate.Encoded.Span)).Append('\n');
        }

        return text.ToString();
    }

    private static bool TrySort(
        List<CertificateDer> certificates, [NotNullWhen(true)] out CertificateChain? chain, out CertificateChainFailure failure)
    {
        chain = null;
        failure = CertificateChainFailure.Roles;
        List<CertificateDer> leaves = certificates.FindAll(certificate => certificate.KeyAlgorithm == CertificateOids.EcKey);
        List<CertificateDer> roots = certificates.FindAll(certificate =>
            certificate.KeyAlgorithm == CertificateOids.RsaKey && certificate.IsSelfIssued);
        List<CertificateDer> between = certificates.FindAll(certificate =>
            certificate.KeyAlgorithm == CertificateOids.RsaKey && !certificate.IsSelfIssued);
        if (leaves.Count != 1 || roots.Count != 1 || between.Count != 1)
        {
            return false;
        }

        failure = CertificateChainFailure.EndorsementKey;
        if (!EndorsementKey.TryRead(leaves[0], out EndorsementKey? key))
        {
            return false;
        }

        chain = new CertificateChain(leaves[0], between[0], roots[0], key);
        failure = CertificateChainFailure.None;
        return true;
    }

    private static bool TryGetPem(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out string? pem)
    {
        pem = null;
        int first = utf8.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0 || utf8.Span.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
        {
            return false;
        }

        if (utf8.Span[first] != '{')
        {
            pem = Encoding.ASCII.GetString(utf8.Span);
            return true;
        }

        if (!StrictJson.TryParse(utf8, out JsonElement root)
            || !root.TryGetProperty("vcekCert", out JsonElement leafMember) || !StrictJsonText.TryGetString(leafMember, out string? leaf)
            || !root.TryGetProperty("certificateChain", out JsonElement restMember) || !StrictJsonText.TryGetString(restMember, out string? rest))
        {
            return false;
        }

        pem = leaf + "\n" + rest;
        return true;
    }

    private static bool TryReadPem(string pem, [NotNullWhen(true)] out List<byte[]>? blocks)
    {
        blocks = null;
        List<byte[]> found = [];
        ReadOnlySpan<char> rest = pem;
        while (!rest.IsWhiteSpace())
        {
            if (!PemEncoding.TryFind(rest, out PemFields fields)
                || !rest[..fields.Location.Start.Value].IsWhiteSpace() || !rest[fields.Label].SequenceEqual(Label))
            {
                return false;
            }

            byte[] der = new byte[fields.DecodedDataLength];
            if (!Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out int written) || written != der.Length)
            {
                return false;
            }

            found.Add(der);
            rest = rest[fields.Location.End..];
        }

        blocks = found;
        return true;
    }
}
