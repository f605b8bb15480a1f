using System.Buffers.Binary;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>One entry of a ledger. Its place is that of its leaf in the tree, and nothing that it says of itself.</summary>
/// <param name="Kind">What it records.</param>
/// <param name="At">The room's time, seconds since 1970.</param>
/// <param name="Body">What exactly; the format depends on <paramref name="Kind"/>.</param>
public sealed record LedgerEntry(LedgerEntryKind Kind, long At, ReadOnlyMemory<byte> Body)
{
    /// <summary>Fixed text at the front of what is hashed: an entry of a ledger is an entry of nothing else.</summary>
    private static ReadOnlySpan<byte> Domain => "cleanroom-ledger/2\0"u8;

    /// <summary>The leaf of this entry: <see cref="MerkleTree.HashLeaf"/> over domain ‖ kind ‖ time ‖ body, integers as 8 bytes big-endian.</summary>
    public Digest256 ComputeLeaf()
    {
        byte[] leaf = new byte[Domain.Length + 16 + Body.Length];
        Domain.CopyTo(leaf);
        BinaryPrimitives.WriteInt64BigEndian(leaf.AsSpan(Domain.Length), (long)Kind);
        BinaryPrimitives.WriteInt64BigEndian(leaf.AsSpan(Domain.Length + 8), At);
        Body.Span.CopyTo(leaf.AsSpan(Domain.Length + 16));
        return MerkleTree.HashLeaf(leaf);
    }
}
