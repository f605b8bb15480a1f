using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>The signatures of several parties on one COSE_Sign: each by a party of the agreement, each once.</summary>
internal static class PartySignatures
{
    /// <summary>Decodes a message and looks at what it says it holds.</summary>
    internal static bool TryDecode(
        ReadOnlyMemory<byte> encoded, string contentType, [NotNullWhen(true)] out CoseSign? message, [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        if (!CoseSign.TryDecode(encoded, out message, out CoseFailure malformed))
        {
            refusal = new DocumentRefusal(DocumentFailure.MalformedCose, malformed.ToString());
            return false;
        }

        refusal = message.Protected.ContentType == contentType ? null
            : new DocumentRefusal(DocumentFailure.WrongContentType, $"content type is '{message.Protected.ContentType}', not '{contentType}'");
        return refusal is null;
    }

    /// <summary>Verifies every signature of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="agreement">Whose parties may sign.</param>
    /// <param name="signedBy">Who signed, when every signature verifies.</param>
    /// <param name="refusal">Which does not.</param>
    internal static bool TryVerify(
        CoseSign message, Agreement agreement, out IReadOnlyList<PartyId> signedBy, [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        List<PartyId> verified = [];
        signedBy = verified;
        foreach (CoseSignature signature in message.Signatures)
        {
            Party? party = PartyKeys.Find(agreement, signature.Protected.KeyId);
            if (party is null || verified.Contains(party.Id))
            {
                refusal = new DocumentRefusal(
                    DocumentFailure.UnknownSigner,
                    party is null ? "a key id is no party's signing key" : $"'{party.Id}' signed twice");
                return false;
            }

            using CoseVerificationKey key = PartyKeys.VerificationKey(party.SigningKey);
            CoseFailure failure = signature.Verify(key);
            if (failure != CoseFailure.None)
            {
                refusal = new DocumentRefusal(DocumentFailure.SignatureInvalid, $"{failure}, signer '{party.Id}'");
                return false;
            }

            verified.Add(party.Id);
        }

        refusal = null;
        return true;
    }

    /// <summary>Adds one party's signature, or makes the message with the first.</summary>
    /// <param name="payload">What is signed.</param>
    /// <param name="contentType">What it is.</param>
    /// <param name="message">The message so far, or null.</param>
    /// <param name="agreement">Whose parties may sign.</param>
    /// <param name="signedBy">Who signed already.</param>
    /// <param name="signer">The signing key of a party that has not.</param>
    /// <exception cref="ArgumentException">The key is no party's, or the party has signed already.</exception>
    internal static byte[] Add(
        ReadOnlyMemory<byte> payload, string contentType, CoseSign? message, Agreement agreement, IReadOnlyList<PartyId> signedBy, CoseSigner signer)
    {
        ReadOnlyMemory<byte> keyId = PartyKeys.KeyIdOf(signer);
        Party party = PartyKeys.Find(agreement, keyId)
            ?? throw new ArgumentException("The key is not the signing key of a party of this agreement.", nameof(signer));
        if (signedBy.Contains(party.Id))
        {
            throw new ArgumentException($"'{party.Id}' has signed already.", nameof(signer));
        }

        CoseHeaderParameters header = new() { KeyId = keyId };
        return message is null
            ? CoseSign.Create(payload.Span, new CoseHeaderParameters { ContentType = contentType }, signer, header)
            : message.AddSignature(signer, header);
    }
}
