using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>An agreement on its way from party to party: unsigned JSON, or a COSE_Sign that some have signed.</summary>
public sealed class AgreementDraft
{
    private readonly CoseSign? _message;

    private AgreementDraft(Agreement agreement, ReadOnlyMemory<byte> payload, CoseSign? message, IReadOnlyList<PartyId> signedBy)
    {
        Agreement = agreement;
        Payload = payload;
        SignedBy = signedBy;
        _message = message;
    }

    /// <summary>What is agreed on.</summary>
    public Agreement Agreement { get; }

    /// <summary>The JSON bytes that are signed.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>SHA-256 of <see cref="Payload"/>: the agreement's hash.</summary>
    public Digest256 Hash => Digest256.Of(Payload.Span);

    /// <summary>The parties whose signatures were verified.</summary>
    public IReadOnlyList<PartyId> SignedBy { get; }

    /// <summary>The parties that have not signed.</summary>
    public IReadOnlyList<PartyId> Missing => [.. Agreement.Parties.Select(party => party.Id).Except(SignedBy)];

    /// <summary>Writes an agreement as the JSON that is then signed as it is.</summary>
    /// <param name="agreement">The terms.</param>
    public static byte[] WriteJson(Agreement agreement) => DocumentJson.WriteIndented(agreement);

    /// <summary>Reads an unsigned draft.</summary>
    /// <param name="json">UTF-8 JSON from anywhere.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="refusal">Why it is not accepted; all inconsistencies at once.</param>
    public static bool TryOpenJson(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out AgreementDraft? draft,
        [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        draft = null;
        if (!TryReadAgreement(json, out Agreement? agreement, out refusal))
        {
            return false;
        }

        draft = new AgreementDraft(agreement, json.ToArray(), null, []);
        return true;
    }

    /// <summary>Reads a draft that at least one party has signed, and verifies every signature on it.</summary>
    /// <param name="encoded">Bytes from anywhere.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="refusal">Why it is not accepted. A missing signature is no reason here; one that does not verify is.</param>
    public static bool TryOpenSigned(
        ReadOnlyMemory<byte> encoded,
        [NotNullWhen(true)] out AgreementDraft? draft,
        [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        draft = null;
        if (!CoseSign.TryDecode(encoded, out CoseSign? message, out CoseFailure malformed))
        {
            refusal = new DocumentRefusal(DocumentFailure.MalformedCose, malformed.ToString());
            return false;
        }

        if (message.Protected.ContentType != SignedAgreement.ContentType)
        {
            refusal = new DocumentRefusal(
                DocumentFailure.WrongContentType,
                $"content type is '{message.Protected.ContentType}', not '{SignedAgreement.ContentType}'");
            return false;
        }

        if (!TryReadAgreement(message.Payload, out Agreement? agreement, out refusal)
            || !TryVerify(message, agreement, out IReadOnlyList<PartyId> signedBy, out refusal))
        {
            return false;
        }

        draft = new AgreementDraft(agreement, message.Payload, message, signedBy);
        return true;
    }

    /// <summary>Adds one party's signature.</summary>
    /// <param name="signer">The signing key of a party that has not signed yet.</param>
    /// <returns>A COSE_Sign with one signature more.</returns>
    /// <exception cref="ArgumentException">The key is no party's, or the party has signed already.</exception>
    public byte[] Sign(CoseSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ReadOnlyMemory<byte> keyId = PartyKeys.KeyIdOf(signer);
        Party party = PartyKeys.Find(Agreement, keyId)
            ?? throw new ArgumentException("The key is not the signing key of a party of this agreement.", nameof(signer));
        if (SignedBy.Contains(party.Id))
        {
            throw new ArgumentException($"'{party.Id}' has signed already.", nameof(signer));
        }

        CoseHeaderParameters header = new() { KeyId = keyId };
        return _message is null
            ? CoseSign.Create(Payload.Span, new CoseHeaderParameters { ContentType = SignedAgreement.ContentType }, signer, header)
            : _message.AddSignature(signer, header);
    }

    private static bool TryReadAgreement(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out Agreement? agreement,
        [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        if (!DocumentJson.TryRead(json.Span, out agreement, out string problem))
        {
            refusal = new DocumentRefusal(DocumentFailure.MalformedPayload, problem);
            return false;
        }

        IReadOnlyList<string> problems = AgreementRules.FindProblems(agreement!);
        refusal = problems.Count == 0 ? null : new DocumentRefusal(DocumentFailure.InvalidContent, string.Join("; ", problems));
        return refusal is null;
    }

    private static bool TryVerify(
        CoseSign message,
        Agreement agreement,
        out IReadOnlyList<PartyId> signedBy,
        [NotNullWhen(false)] out DocumentRefusal? refusal)
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
}
