using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using EnclaveCleanRoom.Cose.Headers;
using EnclaveCleanRoom.Cose.Signing;
using EnclaveCleanRoom.Cose.Structure;

namespace EnclaveCleanRoom.Cose;

/// <summary>
/// A decoded COSE_Sign: several signers over one payload, each able to sign at another time and place. A signature covers
/// the payload and its own headers, not the other signatures: adding one leaves the earlier ones valid.
/// </summary>
/// <remarks>Source: RFC 9052 §4.1; the profile is in SPEC.md. The payload is always embedded.</remarks>
public sealed class CoseSign
{
    private readonly Layer _body;

    private CoseSign(ReadOnlyMemory<byte> encoded, Layer body, ReadOnlyMemory<byte> payload, IReadOnlyList<CoseSignature> signatures)
    {
        Encoded = encoded;
        Payload = payload;
        Signatures = signatures;
        _body = body;
    }

    /// <summary>The message as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The header that every signature covers.</summary>
    public CoseHeaders Protected => _body.Protected;

    /// <summary>The header that anybody can change. Nothing may be decided by it.</summary>
    public CoseHeaders Unprotected => _body.Unprotected;

    /// <summary>The payload as received.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The signatures, at least one, in the order of the message. Each must be verified by itself.</summary>
    public IReadOnlyList<CoseSignature> Signatures { get; }

    /// <summary>Makes a message with its first signature.</summary>
    /// <param name="payload">The bytes to sign; they are carried as they are.</param>
    /// <param name="bodyParameters">What the header says that every signature covers, such as the content type.</param>
    /// <param name="signer">The first signer.</param>
    /// <param name="signerParameters">What the first signer's own header says beside the algorithm, such as the key identifier.</param>
    /// <param name="externalAad">Bytes that are signed but not carried; both sides must know them.</param>
    /// <returns>An encoded COSE_Sign with tag 98.</returns>
    public static byte[] Create(
        ReadOnlySpan<byte> payload,
        CoseHeaderParameters bodyParameters,
        CoseSigner signer,
        CoseHeaderParameters signerParameters,
        ReadOnlySpan<byte> externalAad = default)
    {
        ArgumentNullException.ThrowIfNull(bodyParameters);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(signerParameters);
        byte[] bodyProtected = HeaderWriter.Protected(algorithm: null, bodyParameters);
        EncodedSignature signature = EncodedSignature.Make(signer, signerParameters, bodyProtected, payload, externalAad);
        return SignWriter.Write(bodyProtected, payload, [signature]);
    }

    /// <summary>Adds a signature. Headers, payload and the earlier signatures are carried over byte for byte.</summary>
    /// <param name="signer">The next signer.</param>
    /// <param name="signerParameters">What the signer's own header says beside the algorithm.</param>
    /// <param name="externalAad">Bytes that are signed but not carried; both sides must know them.</param>
    /// <returns>An encoded COSE_Sign with tag 98 and one more signature.</returns>
    /// <exception cref="InvalidOperationException">The message already holds 64 signatures, or carries unprotected headers.</exception>
    public byte[] AddSignature(CoseSigner signer, CoseHeaderParameters signerParameters, ReadOnlySpan<byte> externalAad = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(signerParameters);
        if (Signatures.Count >= DeterministicEncoding.CborScan.MaxEntries)
        {
            throw new InvalidOperationException("A message holds at most 64 signatures.");
        }

        if (Unprotected.Count > 0 || Signatures.Any(signature => signature.Unprotected.Count > 0))
        {
            throw new InvalidOperationException("Only messages without unprotected headers can be signed further.");
        }

        EncodedSignature added = EncodedSignature.Make(signer, signerParameters, _body.ProtectedBytes.Span, Payload.Span, externalAad);
        IEnumerable<EncodedSignature> earlier = Signatures.Select(signature =>
            new EncodedSignature(signature.Layer.ProtectedBytes, signature.Layer.Content.GetValueOrDefault()));
        return SignWriter.Write(_body.ProtectedBytes.Span, Payload.Span, [.. earlier, added]);
    }

    /// <summary>Decodes a message of the strict profile from an untrusted source.</summary>
    /// <param name="encoded">The whole message; the bytes are copied.</param>
    /// <param name="message">The message; null when the method returns false.</param>
    /// <param name="failure">Why it was refused.</param>
    /// <returns>Whether the bytes are a message of the profile.</returns>
    public static bool TryDecode(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out CoseSign? message, out CoseFailure failure)
    {
        message = null;
        encoded = encoded.ToArray();
        failure = Message.Open(encoded, MessageTag.Sign, CoseTolerance.None, out CborReader reader);
        if (failure != CoseFailure.None)
        {
            return false;
        }

        failure = Layer.Read(reader, wanted: 4, CoseTolerance.None, out Layer? body);
        if (body is null)
        {
            return false;
        }

        if (body.Content is not ReadOnlyMemory<byte> payload)
        {
            failure = CoseFailure.PayloadDetached;
            return false;
        }

        failure = ReadSignatures(reader, body, out List<CoseSignature> signatures);
        message = failure == CoseFailure.None ? new CoseSign(encoded, body, payload, signatures) : null;
        return message is not null;
    }

    private static CoseFailure ReadSignatures(CborReader reader, Layer body, out List<CoseSignature> signatures)
    {
        signatures = [];
        if (reader.PeekState() != CborReaderState.StartArray)
        {
            return CoseFailure.WrongElementType;
        }

        int count = reader.ReadStartArray() ?? 0;
        for (int i = 0; i < count; i++)
        {
            CoseFailure failure = Layer.Read(reader, wanted: 3, CoseTolerance.None, out Layer? signer);
            if (signer is null)
            {
                return failure;
            }

            if (signer.Content is null)
            {
                return CoseFailure.WrongElementType;
            }

            failure = AlgorithmHeader.Read(signer, out CoseAlgorithm algorithm);
            if (failure != CoseFailure.None)
            {
                return failure;
            }

            reader.ReadEndArray();
            signatures.Add(new CoseSignature(body, signer, algorithm));
        }

        return count == 0 ? CoseFailure.NoSignatures : CoseFailure.None;
    }
}
