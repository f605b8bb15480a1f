using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>The state of a ledger: how many entries it has, and the root of the Merkle tree over them (RFC 6962).</summary>
public sealed record LedgerHead
{
    /// <summary>The head of a ledger without entries.</summary>
    public static LedgerHead Empty { get; } = new() { Size = 0, Hash = MerkleTree.EmptyRoot };

    /// <summary>Number of entries.</summary>
    public required long Size { get; init; }

    /// <summary>The tree's root, which covers every entry and their order.</summary>
    public required Digest256 Hash { get; init; }
}
