using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Security.Cryptography;
using EnclaveCleanRoom.Cose.Authentication;
using EnclaveCleanRoom.Cose.Headers;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose;

/// <summary>
/// A decoded COSE_Mac0: one payload and an HMAC-SHA-256 over it, by a key that both sides have. Decoding says nothing about who made it; <see cref="Verify"/> does, as far as the key is known to
/// nobody else: it proves nothing to third parties.
/// </summary>
/// <remarks>Source: RFC 9052 §6.2 and §6.3, RFC 9053 §3.1 (HMAC 256/256); the profile is in SPEC.md.</remarks>
public sealed class CoseMac0
{
    /// <summary>Bytes of a key, and of a tag.</summary>
    public const int KeySize = MacStructure.Size;

    private readonly Layer _body;
    private readonly ReadOnlyMemory<byte> _payload;
    private readonly ReadOnlyMemory<byte> _tag;

    private CoseMac0(Layer body, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> tag) => (_body, _payload, _tag) = (body, payload, tag);

    /// <summary>The header that the tag covers.</summary>
    public CoseHeaders Protected => _body.Protected;

    /// <summary>The payload as received.</summary>
    public ReadOnlyMemory<byte> Payload => _payload;

    /// <summary>Makes a message.</summary>
    /// <param name="key">A key of <see cref="KeySize"/> bytes.</param>
    /// <param name="payload">The bytes to authenticate; they are carried as they are.</param>
    /// <param name="parameters">What the protected header says beside the algorithm.</param>
    /// <returns>An encoded COSE_Mac0 with tag 17.</returns>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static byte[] Create(ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload, CoseHeaderParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        RequireKey(key);
        byte[] protectedBytes = HeaderWriter.Protected(MacStructure.Algorithm, parameters);
        CborWriter writer = new(CborConformanceMode.Canonical);
        writer.WriteTag(MessageTag.Mac0);
        writer.WriteStartArray(4);
        writer.WriteByteString(protectedBytes);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteByteString(payload);
        writer.WriteByteString(HMACSHA256.HashData(key, MacStructure.ForMac0(protectedBytes, payload)));
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Decodes a message from an untrusted source.</summary>
    /// <param name="encoded">The whole message; the bytes are copied.</param>
    /// <param name="message">The message; null when the method returns false.</param>
    /// <param name="failure">Why it was refused.</param>
    /// <returns>Whether the bytes are a message of the profile.</returns>
    public static bool TryDecode(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out CoseMac0? message, out CoseFailure failure)
    {
        message = null;
        failure = Message.Open(encoded.ToArray(), MessageTag.Mac0, CoseTolerance.None, out CborReader reader);
        if (failure != CoseFailure.None)
        {
            return false;
        }

        failure = Layer.Read(reader, wanted: 4, CoseTolerance.None, out Layer? body);
        if (body is null)
        {
            return false;
        }

        if (!HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> tag))
        {
            failure = CoseFailure.WrongElementType;
            return false;
        }

        failure = body.Protected.AlgorithmId is not { } algorithm
            ? body.Unprotected.AlgorithmId is null ? CoseFailure.AlgorithmMissing : CoseFailure.AlgorithmNotProtected
            : algorithm != MacStructure.Algorithm ? CoseFailure.AlgorithmUnknown
            : body.Content is null ? CoseFailure.PayloadDetached
            : tag.Length != MacStructure.Size ? CoseFailure.WrongSignatureLength
            : CoseFailure.None;
        message = failure == CoseFailure.None ? new CoseMac0(body, body.Content!.Value, tag) : null;
        return message is not null;
    }

    /// <summary>Verifies the tag, in a time that does not depend on where it differs.</summary>
    /// <param name="key">The key that the caller trusts for this message, of <see cref="KeySize"/> bytes.</param>
    /// <returns><see cref="CoseFailure.None"/> when the tag is the key's; otherwise <see cref="CoseFailure.SignatureMismatch"/>.</returns>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public CoseFailure Verify(ReadOnlySpan<byte> key)
    {
        RequireKey(key);
        Span<byte> expected = stackalloc byte[MacStructure.Size];
        HMACSHA256.HashData(key, MacStructure.ForMac0(_body.ProtectedBytes.Span, _payload.Span), expected);
        return CryptographicOperations.FixedTimeEquals(expected, _tag.Span) ? CoseFailure.None : CoseFailure.SignatureMismatch;
    }

    private static void RequireKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeySize)
        {
            throw new ArgumentException($"A key has {KeySize} bytes.", nameof(key));
        }
    }
}
