using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>Signs and opens documents that one party answers for.</summary>
public static class SignedDocument
{
    /// <summary>Signs a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="signer">The signing key of the party that answers for it.</param>
    /// <returns>A COSE_Sign1 whose payload is the document's JSON.</returns>
    public static byte[] Sign<T>(T document, CoseSigner signer)
        where T : class, IAgreementDocument
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(signer);
        CoseHeaderParameters header = new() { ContentType = T.ContentType, KeyId = PartyKeys.KeyIdOf(signer) };
        return signer.Sign1(DocumentJson.Write(document), header);
    }

    /// <summary>Measures, parses, authenticates and checks a document against its agreement, in this order.</summary>
    /// <param name="encoded">Bytes from anywhere.</param>
    /// <param name="agreement">The agreement that the caller stands under.</param>
    /// <param name="document">The document.</param>
    /// <param name="refusal">Why it is not accepted.</param>
    public static bool TryOpen<T>(
        ReadOnlyMemory<byte> encoded,
        SignedAgreement agreement,
        [NotNullWhen(true)] out SignedDocument<T>? document,
        [NotNullWhen(false)] out DocumentRefusal? refusal)
        where T : class, IAgreementDocument
    {
        ArgumentNullException.ThrowIfNull(agreement);
        document = null;
        int largest = T.LargestUnder(agreement.Agreement);
        if (encoded.Length > largest)
        {
            refusal = new DocumentRefusal(DocumentFailure.TooLarge, $"{encoded.Length} bytes; the largest that is read has {largest}");
            return false;
        }

        if (!CoseSign1.TryDecode(encoded, out CoseSign1? message, out CoseFailure malformed))
        {
            refusal = new DocumentRefusal(DocumentFailure.MalformedCose, malformed.ToString());
            return false;
        }

        if (message.Payload is not { } payload || message.Protected.ContentType != T.ContentType)
        {
            refusal = new DocumentRefusal(DocumentFailure.WrongContentType, $"content type is '{message.Protected.ContentType}', not '{T.ContentType}'");
            return false;
        }

        Party? signer = PartyKeys.Find(agreement.Agreement, message.Protected.KeyId);
        if (signer is null)
        {
            refusal = new DocumentRefusal(DocumentFailure.UnknownSigner, "the key id is no party's signing key");
            return false;
        }

        using (CoseVerificationKey key = PartyKeys.VerificationKey(signer.SigningKey))
        {
            CoseFailure unverified = message.Verify(key);
            if (unverified != CoseFailure.None)
            {
                refusal = new DocumentRefusal(DocumentFailure.SignatureInvalid, $"{unverified}, signer '{signer.Id}'");
                return false;
            }
        }

        return TryRead(message, payload, signer, agreement, out document, out refusal);
    }

    private static bool TryRead<T>(
        CoseSign1 message,
        ReadOnlyMemory<byte> payload,
        Party signer,
        SignedAgreement agreement,
        [NotNullWhen(true)] out SignedDocument<T>? document,
        [NotNullWhen(false)] out DocumentRefusal? refusal)
        where T : class, IAgreementDocument
    {
        document = null;
        if (!DocumentJson.TryRead(payload.Span, out T? read, out string problem))
        {
            refusal = new DocumentRefusal(DocumentFailure.MalformedPayload, problem);
            return false;
        }

        if (read!.Agreement != agreement.Hash)
        {
            refusal = new DocumentRefusal(DocumentFailure.OtherAgreement, $"it names {read.Agreement}, this is {agreement.Hash}");
            return false;
        }

        if (read.FindProblem(agreement.Agreement) is { } inconsistency)
        {
            refusal = new DocumentRefusal(DocumentFailure.InvalidContent, inconsistency);
            return false;
        }

        if (read.ExpectedSigner(agreement.Agreement) != signer.Id)
        {
            refusal = new DocumentRefusal(DocumentFailure.WrongSigner, $"'{signer.Id}' signed for '{read.ExpectedSigner(agreement.Agreement)}'");
            return false;
        }

        document = new SignedDocument<T>(read, signer.Id, Digest256.Of(payload.Span), message.Encoded);
        refusal = null;
        return true;
    }
}
