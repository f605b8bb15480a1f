using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>What makes an agreement yours: you know its hash, or a key that you hold signed it. A copy lying beside a result is neither.</summary>
public sealed record AgreementAnchor
{
    private AgreementAnchor(Digest256? hash, IReadOnlyList<Digest256> keys, string source)
    {
        Hash = hash;
        SigningKeys = keys;
        Source = source;
    }

    /// <summary>Nothing ties the agreement to you.</summary>
    public static AgreementAnchor None { get; } = new(null, [], "nothing");

    /// <summary>The hash that you know, or <see langword="null"/>.</summary>
    public Digest256? Hash { get; }

    /// <summary>Thumbprints of signing keys that you hold.</summary>
    public IReadOnlyList<Digest256> SigningKeys { get; }

    /// <summary>Where the anchor comes from, for people.</summary>
    public string Source { get; }

    /// <summary>You know the hash.</summary>
    /// <param name="hash">The agreement's hash.</param>
    public static AgreementAnchor KnownHash(Digest256 hash) => new(hash, [], "the hash you gave");

    /// <summary>You hold signing keys.</summary>
    /// <param name="thumbprints">RFC 7638 thumbprints of public signing keys; at least one.</param>
    /// <param name="source">Where they lie, for people.</param>
    public static AgreementAnchor HeldKeys(IReadOnlyList<Digest256> thumbprints, string source) => new(null, thumbprints, source);

    internal bool Covers(SignedAgreement agreement) =>
        Hash == agreement.Hash || agreement.Agreement.Parties.Any(party => SigningKeys.Contains(party.SigningKey.Thumbprint));
}
