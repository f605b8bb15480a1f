using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>An amendment on its way from party to party: unsigned JSON, or a COSE_Sign that some have signed.</summary>
public sealed class AmendmentDraft
{
    private readonly SignedAgreement _agreement;
    private readonly CoseSign? _message;

    private AmendmentDraft(SignedAgreement agreement, Amendment amendment, ReadOnlyMemory<byte> payload, CoseSign? message, IReadOnlyList<PartyId> signedBy)
    {
        Amendment = amendment;
        Payload = payload;
        SignedBy = signedBy;
        _agreement = agreement;
        _message = message;
    }

    /// <summary>What is changed.</summary>
    public Amendment Amendment { get; }

    /// <summary>The JSON bytes that are signed.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>SHA-256 of <see cref="Payload"/>: the amendment's hash.</summary>
    public Digest256 Hash => Digest256.Of(Payload.Span);

    /// <summary>The parties whose signatures were verified.</summary>
    public IReadOnlyList<PartyId> SignedBy { get; }

    /// <summary>The parties that have not signed.</summary>
    public IReadOnlyList<PartyId> Missing => [.. _agreement.Agreement.Parties.Select(party => party.Id).Except(SignedBy)];

    /// <summary>Reads an unsigned draft.</summary>
    /// <param name="json">UTF-8 JSON from anywhere.</param>
    /// <param name="agreement">What it changes: the agreement with every amendment so far.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="refusal">Why it is not accepted; all inconsistencies at once.</param>
    public static bool TryOpenJson(
        ReadOnlyMemory<byte> json, SignedAgreement agreement, [NotNullWhen(true)] out AmendmentDraft? draft, [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        draft = TryRead(json, agreement, out Amendment? amendment, out refusal) ? new AmendmentDraft(agreement, amendment, json.ToArray(), null, []) : null;
        return draft is not null;
    }

    /// <summary>Reads a draft that at least one party has signed, and verifies every signature on it.</summary>
    /// <param name="encoded">Bytes from anywhere.</param>
    /// <param name="agreement">What it changes: the agreement with every amendment so far.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="refusal">Why it is not accepted. A missing signature is no reason here; one that does not verify is.</param>
    public static bool TryOpenSigned(
        ReadOnlyMemory<byte> encoded, SignedAgreement agreement, [NotNullWhen(true)] out AmendmentDraft? draft, [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        draft = null;
        if (PartySignatures.TryDecode(encoded, Amendment.ContentType, out CoseSign? message, out refusal)
            && TryRead(message.Payload, agreement, out Amendment? amendment, out refusal)
            && PartySignatures.TryVerify(message, agreement.Agreement, out IReadOnlyList<PartyId> signedBy, out refusal))
        {
            draft = new AmendmentDraft(agreement, amendment, message.Payload, message, signedBy);
        }

        return draft is not null;
    }

    /// <summary>Adds one party's signature.</summary>
    /// <param name="signer">The signing key of a party that has not signed yet.</param>
    /// <returns>A COSE_Sign with one signature more.</returns>
    /// <exception cref="ArgumentException">The key is no party's, or the party has signed already.</exception>
    public byte[] Sign(CoseSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return PartySignatures.Add(Payload, Amendment.ContentType, _message, _agreement.Agreement, SignedBy, signer);
    }

    /// <summary>Parses, then asks whether it is about this agreement, follows what there is, and is consistent.</summary>
    private static bool TryRead(
        ReadOnlyMemory<byte> json, SignedAgreement agreement, [NotNullWhen(true)] out Amendment? amendment, [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        if (!DocumentJson.TryRead(json.Span, out amendment, out string problem))
        {
            refusal = new DocumentRefusal(DocumentFailure.MalformedPayload, problem);
            return false;
        }

        Amendment read = amendment!;
        IReadOnlyList<string> problems = AmendmentRules.FindProblems(read, agreement.Agreement);
        refusal = read.Agreement != agreement.Hash
            ? new DocumentRefusal(DocumentFailure.OtherAgreement, $"it names {read.Agreement}, this is {agreement.Hash}")
            : FindDisorder(read, agreement) is { } disorder ? new DocumentRefusal(DocumentFailure.OutOfOrder, disorder)
            : problems.Count > 0 ? new DocumentRefusal(DocumentFailure.InvalidContent, string.Join("; ", problems))
            : null;
        return refusal is null;
    }

    private static string? FindDisorder(Amendment amendment, SignedAgreement agreement)
    {
        int newest = agreement.Amendments.Count;
        SignedAmendment? before = newest == 0 ? null : agreement.Amendments[^1];
        return amendment.Sequence <= newest ? $"it is amendment {amendment.Sequence}, and the agreement was amended {newest} times already"
            : amendment.Sequence != newest + 1 ? $"it is amendment {amendment.Sequence}, and amendment {newest + 1} is missing"
            : amendment.Previous != (before?.Hash ?? agreement.Hash) ? $"it follows {amendment.Previous}, which is not what this agreement held before it"
            : before is not null && amendment.IssuedAt <= before.Amendment.IssuedAt ? "it is not issued later than the amendment before"
            : null;
    }
}
