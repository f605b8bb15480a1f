using System.Formats.Cbor;
using System.Security.Cryptography;
using EnclaveCleanRoom.Cose.Headers;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose.Encryption;

/// <summary>One COSE_recipient: written for a public key, unwrapped with the private key.</summary>
/// <remarks>Source: RFC 9052 §5.1; RFC 9053 §6.4.</remarks>
internal static class EncryptedRecipient
{
    /// <summary>Wraps the content key for a recipient under a fresh ephemeral key.</summary>
    public static void Write(CborWriter writer, CoseRecipient recipient, ReadOnlySpan<byte> contentKey)
    {
        byte[] protectedBytes = HeaderWriter.Protected(EncryptionParameters.RecipientAlgorithm, CoseHeaderParameters.Empty);
        using ECDiffieHellman ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        using ECDiffieHellman other = ECDiffieHellman.Create(
            new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = recipient.PublicPoint });
        using ECDiffieHellmanPublicKey otherPublic = other.PublicKey;

        Span<byte> kek = stackalloc byte[EncryptionParameters.KeySize];
        KeyEncryption.Derive(ephemeral, otherPublic, protectedBytes, kek);
        byte[] wrapped = AesKeyWrap.Wrap(kek, contentKey);
        CryptographicOperations.ZeroMemory(kek);

        writer.WriteStartArray(3);
        writer.WriteByteString(protectedBytes);
        writer.WriteStartMap(2);
        writer.WriteInt32(HeaderLabel.KeyId);
        writer.WriteByteString(recipient.KeyId.Span);
        writer.WriteInt32(HeaderLabel.EphemeralKey);
        EphemeralKey.Write(writer, ephemeral.ExportParameters(false).Q);
        writer.WriteEndMap();
        writer.WriteByteString(wrapped);
        writer.WriteEndArray();
    }

    /// <summary>Checks the form of a recipient; nothing is derived yet.</summary>
    public static CoseFailure Check(Layer recipient)
    {
        HeaderMap protectedMap = recipient.Protected.Map;
        if (recipient.Protected.AlgorithmId != EncryptionParameters.RecipientAlgorithm)
        {
            return protectedMap.Contains(HeaderLabel.Algorithm) ? CoseFailure.AlgorithmUnknown
                : recipient.Unprotected.Map.Contains(HeaderLabel.Algorithm) ? CoseFailure.AlgorithmNotProtected
                : CoseFailure.AlgorithmMissing;
        }

        bool wrapped = recipient.Content is ReadOnlyMemory<byte> content &&
            content.Length == EncryptionParameters.KeySize + AesKeyWrap.Overhead;
        return wrapped ? CoseFailure.None : CoseFailure.WrongElementType;
    }

    /// <summary>Unwraps the content key with the recipient's private key.</summary>
    public static CoseFailure Unwrap(Layer recipient, ECDiffieHellman key, Span<byte> contentKey)
    {
        if (!EphemeralKey.TryRead(recipient.Unprotected.Map, out ECDiffieHellman? ephemeral))
        {
            return CoseFailure.InvalidEphemeralKey;
        }

        using ECDiffieHellman owned = ephemeral;
        using ECDiffieHellmanPublicKey ephemeralPublic = ephemeral.PublicKey;
        Span<byte> kek = stackalloc byte[EncryptionParameters.KeySize];
        KeyEncryption.Derive(key, ephemeralPublic, recipient.ProtectedBytes.Span, kek);
        bool unwrapped = AesKeyWrap.TryUnwrap(kek, recipient.Content.GetValueOrDefault().Span, contentKey);
        CryptographicOperations.ZeroMemory(kek);
        return unwrapped ? CoseFailure.None : CoseFailure.KeyUnwrapFailed;
    }
}
