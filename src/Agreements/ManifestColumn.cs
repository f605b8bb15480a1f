using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>What the owner vouches for of one encrypted column.</summary>
public sealed record ManifestColumn
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 over the authentication tags of all modules of the column, in file order.</summary>
    public required Digest256 Digest { get; init; }

    /// <summary>SHA-256 of the column's wrapped data key.</summary>
    public required Digest256 KeyDigest { get; init; }
}
