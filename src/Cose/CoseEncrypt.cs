using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Security.Cryptography;
using EnclaveCleanRoom.Cose.Encryption;
using EnclaveCleanRoom.Cose.Headers;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose;

/// <summary>
/// A decoded COSE_Encrypt: one ciphertext (A256GCM, 12-byte initialization vector, 16-byte tag) whose key is wrapped for each
/// recipient by ECDH-ES + A256KW on P-384. Encryption says nothing about the sender: sign first, then encrypt.
/// </summary>
/// <remarks>Source: RFC 9052 §5.1, RFC 9053 §4.1 and §6.4; the profile is in SPEC.md.</remarks>
public sealed class CoseEncrypt
{
    private readonly Layer _body;
    private readonly ReadOnlyMemory<byte> _ciphertext;
    private readonly ReadOnlyMemory<byte> _initializationVector;
    private readonly IReadOnlyList<Layer> _recipients;

    private CoseEncrypt(Layer body, ReadOnlyMemory<byte> ciphertext, ReadOnlyMemory<byte> initializationVector, IReadOnlyList<Layer> recipients)
    {
        _body = body;
        _ciphertext = ciphertext;
        _initializationVector = initializationVector;
        _recipients = recipients;
    }

    /// <summary>The header that the ciphertext authenticates, once it is decrypted.</summary>
    public CoseHeaders Protected => _body.Protected;

    /// <summary>The recipients' key identifiers in the order of the message; empty where a recipient gives none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> RecipientKeyIds =>
        [.. _recipients.Select(recipient => recipient.Unprotected.KeyId.GetValueOrDefault())];

    /// <summary>Encrypts to one or several recipients, each of whom can decrypt alone.</summary>
    /// <param name="plaintext">The bytes to encrypt.</param>
    /// <param name="recipients">1 to 64 recipients.</param>
    /// <param name="contentType">The media type of the plaintext, in the clear and authenticated, or null.</param>
    /// <param name="externalAad">Bytes that are authenticated but not carried; both sides must know them.</param>
    /// <returns>An encoded COSE_Encrypt with tag 96.</returns>
    public static byte[] Encrypt(
        ReadOnlySpan<byte> plaintext,
        IReadOnlyList<CoseRecipient> recipients,
        string? contentType = null,
        ReadOnlySpan<byte> externalAad = default)
    {
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentOutOfRangeException.ThrowIfZero(recipients.Count, nameof(recipients));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(recipients.Count, DeterministicEncoding.CborScan.MaxEntries, nameof(recipients));

        byte[] protectedBytes = HeaderWriter.Protected(
            EncryptionParameters.ContentAlgorithm, new CoseHeaderParameters { ContentType = contentType });
        Span<byte> initializationVector = stackalloc byte[EncryptionParameters.InitializationVectorSize];
        RandomNumberGenerator.Fill(initializationVector);
        Span<byte> contentKey = stackalloc byte[EncryptionParameters.KeySize];
        RandomNumberGenerator.Fill(contentKey);

        byte[] ciphertext = new byte[plaintext.Length + EncryptionParameters.TagSize];
        using (AesGcm aes = new(contentKey, EncryptionParameters.TagSize))
        {
            aes.Encrypt(
                initializationVector,
                plaintext,
                ciphertext.AsSpan(0, plaintext.Length),
                ciphertext.AsSpan(plaintext.Length),
                EncryptionStructure.AssociatedData(protectedBytes, externalAad));
        }

        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteTag(MessageTag.Encrypt);
        writer.WriteStartArray(4);
        writer.WriteByteString(protectedBytes);
        writer.WriteStartMap(1);
        writer.WriteInt32(HeaderLabel.InitializationVector);
        writer.WriteByteString(initializationVector);
        writer.WriteEndMap();
        writer.WriteByteString(ciphertext);
        writer.WriteStartArray(recipients.Count);
        foreach (CoseRecipient recipient in recipients)
        {
            EncryptedRecipient.Write(writer, recipient, contentKey);
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
        CryptographicOperations.ZeroMemory(contentKey);
        return writer.Encode();
    }

    /// <summary>Decodes and decrypts in one step.</summary>
    /// <param name="encoded">The whole message; the bytes are copied.</param>
    /// <param name="key">A private key on P-384; it stays the caller's.</param>
    /// <param name="keyId">The key's identifier, as the sender was told it.</param>
    /// <param name="externalAad">The external data the sender used, if any.</param>
    /// <param name="plaintext">The plaintext; null when the method returns false.</param>
    /// <param name="failure">Why the message was refused.</param>
    /// <returns>Whether the message is well-formed, meant for this key and authentic.</returns>
    public static bool TryDecrypt(
        ReadOnlyMemory<byte> encoded,
        ECDiffieHellman key,
        ReadOnlySpan<byte> keyId,
        ReadOnlySpan<byte> externalAad,
        [NotNullWhen(true)] out byte[]? plaintext,
        out CoseFailure failure)
    {
        plaintext = null;
        return TryDecode(encoded, out CoseEncrypt? message, out failure) &&
            message.TryDecrypt(key, keyId, externalAad, out plaintext, out failure);
    }

    /// <summary>Decodes a message from an untrusted source.</summary>
    /// <param name="encoded">The whole message; the bytes are copied.</param>
    /// <param name="message">The message; null when the method returns false.</param>
    /// <param name="failure">Why it was refused.</param>
    /// <returns>Whether the bytes are a message of the profile.</returns>
    public static bool TryDecode(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out CoseEncrypt? message, out CoseFailure failure)
    {
        message = null;
        failure = Message.Open(encoded.ToArray(), MessageTag.Encrypt, CoseTolerance.None, out CborReader reader);
        if (failure != CoseFailure.None)
        {
            return false;
        }

        failure = Layer.Read(reader, wanted: 4, CoseTolerance.None, out Layer? body);
        if (body is null)
        {
            return false;
        }

        failure = EncryptedContent.Check(body, out ReadOnlyMemory<byte> ciphertext, out ReadOnlyMemory<byte> initializationVector);
        if (failure != CoseFailure.None)
        {
            return false;
        }

        failure = ReadRecipients(reader, out List<Layer> recipients);
        message = failure == CoseFailure.None ? new CoseEncrypt(body, ciphertext, initializationVector, recipients) : null;
        return message is not null;
    }

    /// <summary>Decrypts with the private key of one recipient.</summary>
    /// <param name="key">A private key on P-384; it stays the caller's.</param>
    /// <param name="keyId">The key's identifier, as the sender was told it.</param>
    /// <param name="externalAad">The external data the sender used, if any.</param>
    /// <param name="plaintext">The plaintext; null when the method returns false.</param>
    /// <param name="failure">Why the message was refused.</param>
    /// <returns>Whether the message is meant for this key and authentic.</returns>
    /// <exception cref="ArgumentException">The key lies on another curve.</exception>
    public bool TryDecrypt(
        ECDiffieHellman key,
        ReadOnlySpan<byte> keyId,
        ReadOnlySpan<byte> externalAad,
        [NotNullWhen(true)] out byte[]? plaintext,
        out CoseFailure failure)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.KeySize != 384)
        {
            throw new ArgumentException("Recipients' keys lie on P-384.", nameof(key));
        }

        plaintext = null;
        Span<byte> contentKey = stackalloc byte[EncryptionParameters.KeySize];
        failure = UnwrapContentKey(key, keyId, contentKey);
        if (failure != CoseFailure.None)
        {
            return false;
        }

        byte[] opened = new byte[_ciphertext.Length - EncryptionParameters.TagSize];
        try
        {
            using AesGcm aes = new(contentKey, EncryptionParameters.TagSize);
            aes.Decrypt(
                _initializationVector.Span,
                _ciphertext.Span[..opened.Length],
                _ciphertext.Span[opened.Length..],
                opened,
                EncryptionStructure.AssociatedData(_body.ProtectedBytes.Span, externalAad));
            plaintext = opened;
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            failure = CoseFailure.ContentNotAuthentic;
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }

    private CoseFailure UnwrapContentKey(ECDiffieHellman key, ReadOnlySpan<byte> keyId, Span<byte> contentKey)
    {
        CoseFailure failure = CoseFailure.RecipientNotFound;
        foreach (Layer recipient in _recipients)
        {
            if (recipient.Unprotected.KeyId is not ReadOnlyMemory<byte> candidate || !candidate.Span.SequenceEqual(keyId))
            {
                continue;
            }

            failure = EncryptedRecipient.Unwrap(recipient, key, contentKey);
            if (failure == CoseFailure.None)
            {
                break;
            }
        }

        return failure;
    }

    private static CoseFailure ReadRecipients(CborReader reader, out List<Layer> recipients)
    {
        recipients = [];
        if (reader.PeekState() != CborReaderState.StartArray)
        {
            return CoseFailure.WrongElementType;
        }

        int count = reader.ReadStartArray() ?? 0;
        for (int i = 0; i < count; i++)
        {
            CoseFailure failure = Layer.Read(reader, wanted: 3, CoseTolerance.None, out Layer? recipient);
            if (recipient is null)
            {
                return failure;
            }

            failure = EncryptedRecipient.Check(recipient);
            if (failure != CoseFailure.None)
            {
                return failure;
            }

            reader.ReadEndArray();
            recipients.Add(recipient);
        }

        return count == 0 ? CoseFailure.NoRecipients : CoseFailure.None;
    }
}
