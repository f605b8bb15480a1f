using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// An agreement that every party named in it has signed. That it is *yours* is another matter: its parties are whoever it
/// says they are, so the caller compares <see cref="Hash"/>, or finds a key of its own among the signers.
/// </summary>
public sealed class SignedAgreement
{
    /// <summary>The COSE content type.</summary>
    public const string ContentType = "application/vnd.cleanroom.agreement+json";

    private SignedAgreement(Agreement agreement, Digest256 hash, ReadOnlyMemory<byte> encoded)
    {
        Agreement = agreement;
        Hash = hash;
        Encoded = encoded;
    }

    /// <summary>What is agreed on.</summary>
    public Agreement Agreement { get; }

    /// <summary>SHA-256 of the signed payload.</summary>
    public Digest256 Hash { get; }

    /// <summary>The COSE_Sign as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Opens a signed agreement.</summary>
    /// <param name="encoded">Bytes from anywhere.</param>
    /// <param name="agreement">The agreement.</param>
    /// <param name="refusal">Why it is not accepted: malformed, inconsistent, or a signature that is missing or does not verify.</param>
    public static bool TryOpen(
        ReadOnlyMemory<byte> encoded,
        [NotNullWhen(true)] out SignedAgreement? agreement,
        [NotNullWhen(false)] out DocumentRefusal? refusal)
    {
        agreement = null;
        if (!AgreementDraft.TryOpenSigned(encoded, out AgreementDraft? draft, out refusal))
        {
            return false;
        }

        if (draft.Missing.Count > 0)
        {
            refusal = new DocumentRefusal(DocumentFailure.SignatureMissing, "not signed by " + string.Join(", ", draft.Missing));
            return false;
        }

        agreement = new SignedAgreement(draft.Agreement, draft.Hash, encoded.ToArray());
        return true;
    }
}
