using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation;

/// <summary>A way of signing certificates that is known here: RSASSA-PSS with SHA-384 as AMD uses it, or RSASSA-PKCS1-v1_5.</summary>
internal sealed record CertificateSignatureScheme(HashAlgorithmName Hash, RSASignaturePadding Padding)
{
    private const int PssSaltLength = 48;

    /// <summary>AMD's scheme: RSASSA-PSS, SHA-384, MGF1 with SHA-384, 48 bytes of salt.</summary>
    public static CertificateSignatureScheme PssSha384 { get; } = new(HashAlgorithmName.SHA384, RSASignaturePadding.Pss);

    /// <summary>Reads an AlgorithmIdentifier.</summary>
    /// <exception cref="AsnContentException">The bytes are not one.</exception>
    public static bool TryParse(ReadOnlyMemory<byte> algorithm, [NotNullWhen(true)] out CertificateSignatureScheme? scheme)
    {
        AsnReader sequence = new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence();
        string oid = sequence.ReadObjectIdentifier();
        scheme = oid switch
        {
            CertificateOids.RsaSha256 => new(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            CertificateOids.RsaSha384 => new(HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            CertificateOids.RsaSha512 => new(HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            CertificateOids.RsaPss when IsPssSha384(sequence) => PssSha384,
            _ => null,
        };
        return scheme is not null;
    }

    // RSASSA-PSS-params (RFC 4055 §3.1). The trailer field has one value, which some certificates spell out and some leave out.
    private static bool IsPssSha384(AsnReader sequence)
    {
        AsnReader parameters = sequence.ReadSequence();
        Asn1Tag hashTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
        Asn1Tag maskTag = new(TagClass.ContextSpecific, 1, isConstructed: true);
        Asn1Tag saltTag = new(TagClass.ContextSpecific, 2, isConstructed: true);
        Asn1Tag trailerTag = new(TagClass.ContextSpecific, 3, isConstructed: true);

        bool isSha384 = ReadAlgorithm(parameters.ReadSequence(hashTag).ReadSequence()) == CertificateOids.Sha384;
        AsnReader mask = parameters.ReadSequence(maskTag).ReadSequence();
        bool isMgf1 = mask.ReadObjectIdentifier() == CertificateOids.Mgf1;
        bool isMaskSha384 = ReadAlgorithm(mask.ReadSequence()) == CertificateOids.Sha384;
        bool isSaltLength = parameters.ReadSequence(saltTag).TryReadInt32(out int salt) && salt == PssSaltLength;
        bool isTrailer = !parameters.HasData || (parameters.ReadSequence(trailerTag).TryReadInt32(out int trailer) && trailer == 1);
        return isSha384 && isMgf1 && isMaskSha384 && isSaltLength && isTrailer && !parameters.HasData;
    }

    private static string ReadAlgorithm(AsnReader identifier)
    {
        string oid = identifier.ReadObjectIdentifier();
        if (identifier.HasData)
        {
            identifier.ReadNull();
        }

        identifier.ThrowIfNotEmpty();
        return oid;
    }
}
