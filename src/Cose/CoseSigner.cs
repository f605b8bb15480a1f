using System.Formats.Cbor;
using System.Security.Cryptography;
using EnclaveCleanRoom.Cose.Headers;
using EnclaveCleanRoom.Cose.Signing;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose;

/// <summary>
/// A private key that signs COSE messages: ES384 with a key on P-384, or PS384 with an RSA key (what endorsements use).
/// The handle owns the key and disposes of it; it has no way to export the private half.
/// </summary>
public sealed class CoseSigner : IDisposable
{
    private readonly ECDsa? _ecdsa;
    private readonly RSA? _rsa;
    private readonly byte[] _subjectPublicKeyInfo;

    private CoseSigner(ECDsa ecdsa)
    {
        _ecdsa = ecdsa;
        _subjectPublicKeyInfo = ecdsa.ExportSubjectPublicKeyInfo();
    }

    private CoseSigner(RSA rsa)
    {
        _rsa = rsa;
        _subjectPublicKeyInfo = rsa.ExportSubjectPublicKeyInfo();
    }

    /// <summary>What this signer writes into the algorithm header.</summary>
    public CoseAlgorithm Algorithm => _ecdsa is not null ? CoseAlgorithm.ES384 : CoseAlgorithm.PS384;

    /// <summary>The public half as a DER-encoded SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => _subjectPublicKeyInfo;

    /// <summary>Makes a fresh key on P-384.</summary>
    public static CoseSigner Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP384));

    /// <summary>Takes over an ECDSA key.</summary>
    /// <param name="ecdsa">A private key on P-384; from now on it belongs to the signer, which disposes of it.</param>
    /// <exception cref="ArgumentException">The key lies on another curve.</exception>
    public static CoseSigner FromEcdsa(ECDsa ecdsa)
    {
        ArgumentNullException.ThrowIfNull(ecdsa);
        return AlgorithmParameters.OfCurve(ecdsa.ExportParameters(false).Curve) == CoseAlgorithm.ES384
            ? new CoseSigner(ecdsa)
            : throw new ArgumentException("Signing keys lie on P-384.", nameof(ecdsa));
    }

    /// <summary>Takes over an RSA key.</summary>
    /// <param name="rsa">A private key of 2048 to 8192 bits; from now on it belongs to the signer, which disposes of it.</param>
    /// <exception cref="ArgumentException">The key has another size.</exception>
    public static CoseSigner FromRsa(RSA rsa)
    {
        ArgumentNullException.ThrowIfNull(rsa);
        return AlgorithmParameters.IsRsaSize(rsa.KeySize)
            ? new CoseSigner(rsa)
            : throw new ArgumentException("RSA signing keys have 2048 to 8192 bits.", nameof(rsa));
    }

    /// <summary>Signs a payload that the message carries.</summary>
    /// <param name="payload">The bytes to sign; they are carried as they are.</param>
    /// <param name="parameters">What the protected header says beside the algorithm.</param>
    /// <param name="externalAad">Bytes that are signed but not carried; both sides must know them.</param>
    /// <returns>An encoded COSE_Sign1 with tag 18.</returns>
    public byte[] Sign1(ReadOnlySpan<byte> payload, CoseHeaderParameters parameters, ReadOnlySpan<byte> externalAad = default) =>
        Sign1(payload, parameters, externalAad, embedded: true);

    /// <summary>Signs a payload that travels by itself.</summary>
    /// <param name="payload">The bytes to sign; they are not carried.</param>
    /// <param name="parameters">What the protected header says beside the algorithm.</param>
    /// <param name="externalAad">Bytes that are signed but not carried; both sides must know them.</param>
    /// <returns>An encoded COSE_Sign1 with tag 18 and a null payload.</returns>
    public byte[] Sign1Detached(ReadOnlySpan<byte> payload, CoseHeaderParameters parameters, ReadOnlySpan<byte> externalAad = default) =>
        Sign1(payload, parameters, externalAad, embedded: false);

    /// <summary>Releases the private key.</summary>
    public void Dispose()
    {
        _ecdsa?.Dispose();
        _rsa?.Dispose();
    }

    internal byte[] Sign(ReadOnlySpan<byte> signedBytes) =>
        _ecdsa?.SignData(signedBytes, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        ?? _rsa!.SignData(signedBytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);

    private byte[] Sign1(ReadOnlySpan<byte> payload, CoseHeaderParameters parameters, ReadOnlySpan<byte> externalAad, bool embedded)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        byte[] protectedBytes = HeaderWriter.Protected((int)Algorithm, parameters);
        byte[] signature = Sign(SignatureStructure.ForSign1(protectedBytes, externalAad, payload));

        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteTag(MessageTag.Sign1);
        writer.WriteStartArray(4);
        writer.WriteByteString(protectedBytes);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        if (embedded)
        {
            writer.WriteByteString(payload);
        }
        else
        {
            writer.WriteNull();
        }

        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
