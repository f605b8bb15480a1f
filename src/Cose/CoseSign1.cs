using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using EnclaveCleanRoom.Cose.Headers;
using EnclaveCleanRoom.Cose.Signing;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose;

/// <summary>
/// A decoded COSE_Sign1: one signer, one payload. Decoding says nothing about who signed; <see cref="Verify"/> does.
/// </summary>
/// <remarks>Source: RFC 9052 §4.2; the profile is in SPEC.md. To make one see <see cref="CoseSigner"/>.</remarks>
public sealed class CoseSign1
{
    private readonly Layer _body;
    private readonly CoseAlgorithm _algorithm;
    private readonly ReadOnlyMemory<byte> _signature;

    private CoseSign1(ReadOnlyMemory<byte> encoded, Layer body, CoseAlgorithm algorithm, ReadOnlyMemory<byte> signature)
    {
        Encoded = encoded;
        _body = body;
        _algorithm = algorithm;
        _signature = signature;
    }

    /// <summary>The message as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The header that the signature covers.</summary>
    public CoseHeaders Protected => _body.Protected;

    /// <summary>The header that anybody can change. Nothing may be decided by it.</summary>
    public CoseHeaders Unprotected => _body.Unprotected;

    /// <summary>The payload as received, or null when it is detached.</summary>
    public ReadOnlyMemory<byte>? Payload => _body.Content;

    /// <summary>The algorithm that the protected header names.</summary>
    public CoseAlgorithm Algorithm => _algorithm;

    /// <summary>Decodes a message of the strict profile from an untrusted source.</summary>
    /// <param name="encoded">The whole message; the bytes are copied.</param>
    /// <param name="message">The message; null when the method returns false.</param>
    /// <param name="failure">Why it was refused.</param>
    /// <returns>Whether the bytes are a message of the profile.</returns>
    public static bool TryDecode(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out CoseSign1? message, out CoseFailure failure) =>
        TryDecode(encoded, CoseTolerance.None, out message, out failure);

    /// <summary>Decodes a message that others wrote, from an untrusted source.</summary>
    /// <param name="encoded">The whole message; the bytes are copied.</param>
    /// <param name="tolerance">What is accepted beyond the strict profile.</param>
    /// <param name="message">The message; null when the method returns false.</param>
    /// <param name="failure">Why it was refused.</param>
    /// <returns>Whether the bytes are a message of the profile as widened.</returns>
    public static bool TryDecode(
        ReadOnlyMemory<byte> encoded, CoseTolerance tolerance, [NotNullWhen(true)] out CoseSign1? message, out CoseFailure failure)
    {
        message = null;
        encoded = encoded.ToArray();
        failure = Message.Open(encoded, MessageTag.Sign1, tolerance, out CborReader reader);
        if (failure != CoseFailure.None)
        {
            return false;
        }

        failure = Layer.Read(reader, wanted: 4, tolerance, out Layer? body);
        if (body is null)
        {
            return false;
        }

        if (!HeaderValue.TryBytes(reader, out ReadOnlyMemory<byte> signature))
        {
            failure = CoseFailure.WrongElementType;
            return false;
        }

        failure = AlgorithmHeader.Read(body, out CoseAlgorithm algorithm);
        message = failure == CoseFailure.None ? new CoseSign1(encoded, body, algorithm, signature) : null;
        return message is not null;
    }

    /// <summary>Verifies the signature over the embedded payload.</summary>
    /// <param name="key">The key that the caller trusts for this message.</param>
    /// <param name="externalAad">The external data the signer used, if any.</param>
    /// <returns><see cref="CoseFailure.None"/> when the signature is the key's; otherwise why not.</returns>
    public CoseFailure Verify(CoseVerificationKey key, ReadOnlySpan<byte> externalAad = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Payload is ReadOnlyMemory<byte> payload ? VerifyPayload(key, payload.Span, externalAad) : CoseFailure.PayloadDetached;
    }

    /// <summary>Verifies the signature over a payload that travelled by itself.</summary>
    /// <param name="key">The key that the caller trusts for this message.</param>
    /// <param name="payload">The payload, byte for byte.</param>
    /// <param name="externalAad">The external data the signer used, if any.</param>
    /// <returns><see cref="CoseFailure.None"/> when the signature is the key's; otherwise why not.</returns>
    public CoseFailure VerifyDetached(CoseVerificationKey key, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> externalAad = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Payload is null ? VerifyPayload(key, payload, externalAad) : CoseFailure.PayloadEmbedded;
    }

    private CoseFailure VerifyPayload(CoseVerificationKey key, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> externalAad) =>
        key.Verify(_algorithm, SignatureStructure.ForSign1(_body.ProtectedBytes.Span, externalAad, payload), _signature.Span);
}
