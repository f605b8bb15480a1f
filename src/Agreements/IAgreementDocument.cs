using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>A document that one party signs under an agreement, as the JSON payload of a COSE_Sign1.</summary>
public interface IAgreementDocument
{
    /// <summary>The COSE content type: a signature over one kind of document is none over another.</summary>
    public static abstract string ContentType { get; }

    /// <summary>Bytes of the largest signed message that is read as such a document; who keeps documents of strangers keeps no larger ones.</summary>
    /// <param name="agreement">The agreement it stands under.</param>
    public static abstract int LargestUnder(Agreement agreement);

    /// <summary>SHA-256 of the agreement's payload.</summary>
    public Digest256 Agreement { get; }

    /// <summary>The party whose signature counts, or <see langword="null"/> when the document names nobody of the agreement.</summary>
    /// <param name="agreement">The agreement it stands under.</param>
    public PartyId? ExpectedSigner(Agreement agreement);

    /// <summary>What is wrong with it under the agreement, in a few words, or <see langword="null"/>.</summary>
    /// <param name="agreement">The agreement it stands under.</param>
    public string? FindProblem(Agreement agreement);
}
