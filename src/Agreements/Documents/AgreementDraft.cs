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
        if (!PartySignatures.TryDecode(encoded, SignedAgreement.ContentType, out CoseSign? message, out refusal)
            || !TryReadAgreement(message.Payload, out Agreement? agreement, out refusal)
            || !PartySignatures.TryVerify(message, agreement, out IReadOnlyList<PartyId> signedBy, out refusal))
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
        return PartySignatures.Add(Payload, SignedAgreement.ContentType, _message, Agreement, SignedBy, signer);
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
}
