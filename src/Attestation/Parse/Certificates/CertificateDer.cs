using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// An X.509 version 3 certificate read from DER, with the bytes that its signature covers. The chains of this field are three
/// links of a fixed shape, so they are verified link by link from these parts; nothing consults a machine's certificate store.
/// </summary>
/// <remarks>Source: RFC 5280 §4.1.</remarks>
internal sealed class CertificateDer
{
    /// <summary>The word that the name of every simulated root holds.</summary>
    internal const string SimulatedMark = "SIMULATED";

    private const int MinRsaBits = 2048;

    private readonly Dictionary<string, CertificateExtension> _extensions;

    private CertificateDer(byte[] encoded, TbsFields fields, CertificateSignatureScheme scheme, byte[] signature)
    {
        Encoded = encoded;
        SignedBytes = fields.SignedBytes;
        Issuer = fields.Issuer;
        Subject = fields.Subject;
        NotBefore = fields.NotBefore;
        NotAfter = fields.NotAfter;
        PublicKey = fields.PublicKey;
        KeyAlgorithm = fields.KeyAlgorithm;
        _extensions = fields.Extensions;
        Scheme = scheme;
        Signature = signature;
    }

    /// <summary>The DER bytes as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>SHA-256 of the DER bytes: the certificate's fingerprint.</summary>
    public Digest256 Fingerprint => Digest256.Of(Encoded.Span);

    /// <summary>The DER of tbsCertificate.</summary>
    public ReadOnlyMemory<byte> SignedBytes { get; }

    /// <summary>How the issuer signed.</summary>
    public CertificateSignatureScheme Scheme { get; }

    /// <summary>The issuer's signature.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>The DER of the issuer's name.</summary>
    public ReadOnlyMemory<byte> Issuer { get; }

    /// <summary>The DER of the subject's name.</summary>
    public ReadOnlyMemory<byte> Subject { get; }

    /// <summary>The first moment of validity.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>The last moment of validity.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>The DER of subjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The object identifier of the key's algorithm.</summary>
    public string KeyAlgorithm { get; }

    /// <summary>The extensions by object identifier.</summary>
    public IReadOnlyDictionary<string, CertificateExtension> Extensions => _extensions;

    /// <summary>True when subject and issuer are the same name.</summary>
    public bool IsSelfIssued => Subject.Span.SequenceEqual(Issuer.Span);

    /// <summary>Reads one certificate that takes up all of <paramref name="der"/>.</summary>
    /// <returns>False when the bytes are not DER of that shape, or signed in a way that is not known here.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out CertificateDer? certificate)
    {
        certificate = null;
        try
        {
            byte[] encoded = der.ToArray();
            AsnReader outer = new(encoded, AsnEncodingRules.DER);
            AsnReader sequence = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            ReadOnlyMemory<byte> signedBytes = sequence.ReadEncodedValue();
            ReadOnlyMemory<byte> algorithm = sequence.ReadEncodedValue();
            byte[] signature = sequence.ReadBitString(out int unusedBits);
            sequence.ThrowIfNotEmpty();
            TbsFields fields = TbsFields.Read(signedBytes);
            if (unusedBits != 0 || !algorithm.Span.SequenceEqual(fields.Algorithm.Span)
                || !CertificateSignatureScheme.TryParse(algorithm, out CertificateSignatureScheme? scheme))
            {
                return false;
            }

            certificate = new CertificateDer(encoded, fields, scheme, signature);
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>True when the certificate is valid at <paramref name="time"/>, both ends included.</summary>
    public bool IsValidAt(DateTimeOffset time) => NotBefore <= time && time <= NotAfter;

    /// <summary>True when <paramref name="issuer"/> bears this certificate's issuer name and its RSA key made the signature.</summary>
    public bool IsIssuedBy(CertificateDer issuer) =>
        Issuer.Span.SequenceEqual(issuer.Subject.Span) && issuer.TryGetRsa(out RSA? key) && VerifyAndDispose(key);

    /// <summary>The subject's common name, for reading only; the whole name where it has none, <c>?</c> where it is malformed.</summary>
    public string CommonName => CommonNameOf(Subject);

    /// <summary>The issuer's common name, likewise.</summary>
    public string IssuerCommonName => CommonNameOf(Issuer);

    /// <summary>
    /// True when the subject's name holds the word that every simulated root bears. What is trusted is decided by fingerprints; such a
    /// root is refused even so under a trust anchor that does not say it.
    /// </summary>
    public bool SaysSimulated
    {
        get
        {
            try
            {
                return new X500DistinguishedName(Subject.Span).Name.Contains(SimulatedMark, StringComparison.OrdinalIgnoreCase);
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    /// <summary>The certificate's RSA key, for the caller to dispose; false when it holds another, a broken one, or fewer than 2048 bits.</summary>
    public bool TryGetRsa([NotNullWhen(true)] out RSA? key)
    {
        key = null;
        if (KeyAlgorithm != CertificateOids.RsaKey)
        {
            return false;
        }

        RSA candidate = RSA.Create();
        try
        {
            candidate.ImportSubjectPublicKeyInfo(PublicKey.Span, out _);
            key = candidate.KeySize >= MinRsaBits ? candidate : null;
        }
        catch (CryptographicException)
        {
            key = null;
        }

        if (key is null)
        {
            candidate.Dispose();
        }

        return key is not null;
    }

    /// <summary>The certificate's elliptic-curve key, for the caller to dispose; false when it holds another or a broken one.</summary>
    public bool TryGetEcdsa([NotNullWhen(true)] out ECDsa? key)
    {
        key = null;
        if (KeyAlgorithm != CertificateOids.EcKey)
        {
            return false;
        }

        ECDsa candidate = ECDsa.Create();
        try
        {
            candidate.ImportSubjectPublicKeyInfo(PublicKey.Span, out _);
            key = candidate;
            return true;
        }
        catch (CryptographicException)
        {
            candidate.Dispose();
            return false;
        }
    }

    private static string CommonNameOf(ReadOnlyMemory<byte> name)
    {
        try
        {
            X500DistinguishedName distinguished = new(name.Span);
            X500RelativeDistinguishedName? common = distinguished.EnumerateRelativeDistinguishedNames()
                .FirstOrDefault(part => !part.HasMultipleElements && part.GetSingleElementType().Value == CertificateOids.CommonName);
            return common?.GetSingleElementValue() ?? distinguished.Name;
        }
        catch (CryptographicException)
        {
            return "?";
        }
    }

    private bool VerifyAndDispose(RSA key)
    {
        using (key)
        {
            return key.VerifyData(SignedBytes.Span, Signature.Span, Scheme.Hash, Scheme.Padding);
        }
    }
}
