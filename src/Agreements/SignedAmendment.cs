using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// An amendment that every party signed and that follows what the agreement held before. There is no other way to hold one than
/// <see cref="SignedAgreement.TryOpen"/> and <see cref="SignedAgreement.TryAmend"/>.
/// </summary>
public sealed class SignedAmendment
{
    internal SignedAmendment(Amendment amendment, Digest256 hash, ReadOnlyMemory<byte> encoded) => (Amendment, Hash, Encoded) = (amendment, hash, encoded);

    /// <summary>What is changed.</summary>
    public Amendment Amendment { get; }

    /// <summary>SHA-256 of the signed payload: how the next amendment names this one.</summary>
    public Digest256 Hash { get; }

    /// <summary>The COSE_Sign as received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }
}
