using System.Formats.Asn1;

namespace EnclaveCleanRoom.Attestation;

/// <summary>The fields of tbsCertificate (RFC 5280 §4.1.2) that verification needs.</summary>
internal sealed record TbsFields
{
    private const int Version3 = 2;

    public required ReadOnlyMemory<byte> SignedBytes { get; init; }

    public required ReadOnlyMemory<byte> Algorithm { get; init; }

    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required ReadOnlyMemory<byte> Subject { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    public required string KeyAlgorithm { get; init; }

    public required Dictionary<string, CertificateExtension> Extensions { get; init; }

    /// <summary>Reads tbsCertificate.</summary>
    /// <exception cref="AsnContentException">The bytes are not that of a version 3 certificate.</exception>
    public static TbsFields Read(ReadOnlyMemory<byte> signedBytes)
    {
        AsnReader tbs = new AsnReader(signedBytes, AsnEncodingRules.DER).ReadSequence();
        AsnReader version = tbs.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true));
        if (!version.TryReadInt32(out int number) || number != Version3)
        {
            throw new AsnContentException("Only version 3 certificates are read.");
        }

        tbs.ReadInteger();
        ReadOnlyMemory<byte> algorithm = tbs.ReadEncodedValue();
        ReadOnlyMemory<byte> issuer = tbs.ReadEncodedValue();
        AsnReader validity = tbs.ReadSequence();
        DateTimeOffset notBefore = ReadTime(validity);
        DateTimeOffset notAfter = ReadTime(validity);
        ReadOnlyMemory<byte> subject = tbs.ReadEncodedValue();
        ReadOnlyMemory<byte> publicKey = tbs.ReadEncodedValue();
        Dictionary<string, CertificateExtension> extensions = tbs.HasData
            ? ReadExtensions(tbs.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3, isConstructed: true)).ReadSequence())
            : [];
        tbs.ThrowIfNotEmpty();

        return new TbsFields
        {
            SignedBytes = signedBytes,
            Algorithm = algorithm,
            Issuer = issuer,
            Subject = subject,
            NotBefore = notBefore,
            NotAfter = notAfter,
            PublicKey = publicKey,
            KeyAlgorithm = new AsnReader(publicKey, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadObjectIdentifier(),
            Extensions = extensions,
        };
    }

    private static DateTimeOffset ReadTime(AsnReader validity) =>
        validity.PeekTag().HasSameClassAndValue(new Asn1Tag(UniversalTagNumber.UtcTime))
            ? validity.ReadUtcTime()
            : validity.ReadGeneralizedTime();

    private static Dictionary<string, CertificateExtension> ReadExtensions(AsnReader sequence)
    {
        Dictionary<string, CertificateExtension> extensions = [];
        while (sequence.HasData)
        {
            AsnReader extension = sequence.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            byte[] value = extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
            if (!extensions.TryAdd(oid, new CertificateExtension(isCritical, value)))
            {
                throw new AsnContentException("An extension stands twice.");
            }
        }

        return extensions;
    }
}
