using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>Checks what <see cref="MerkleTree"/> proves, with nothing but roots in hand (RFC 9162, sections 2.1.3.2 and 2.1.4.2).</summary>
public static class MerkleProof
{
    /// <summary>Whether an entry is in a tree.</summary>
    /// <param name="leaf">The entry's hash, as <see cref="MerkleTree.HashLeaf"/> makes it.</param>
    /// <param name="index">The entry's place, from 0.</param>
    /// <param name="size">The tree's size.</param>
    /// <param name="root">The tree's root.</param>
    /// <param name="path">The proof, from anywhere.</param>
    public static bool IsIncluded(Digest256 leaf, long index, long size, Digest256 root, IReadOnlyList<Digest256> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (index < 0 || index >= size)
        {
            return false;
        }

        (long place, long last) = (index, size - 1);
        Digest256 hash = leaf;
        foreach (Digest256 sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                hash = MerkleTree.HashNode(sibling, hash);
                (place, last) = SkipLonelyLevels(place, last);
            }
            else
            {
                hash = MerkleTree.HashNode(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether one tree grew into another by appending alone.</summary>
    /// <param name="first">The smaller tree.</param>
    /// <param name="second">The larger tree.</param>
    /// <param name="path">The proof, from anywhere.</param>
    public static bool IsConsistent(LedgerHead first, LedgerHead second, IReadOnlyList<Digest256> path)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(path);
        if (first.Size < 0 || first.Size > second.Size)
        {
            return false;
        }

        if (first.Size == 0)
        {
            return path.Count == 0 && first.Hash == MerkleTree.EmptyRoot && (second.Size > 0 || second.Hash == MerkleTree.EmptyRoot);
        }

        return first.Size == second.Size ? path.Count == 0 && first.Hash == second.Hash : Grew(first, second, path);
    }

    private static bool Grew(LedgerHead first, LedgerHead second, IReadOnlyList<Digest256> path)
    {
        (long place, long last) = (first.Size - 1, second.Size - 1);
        while ((place & 1) == 1)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        // A first tree that is one complete subtree is itself where the proof begins.
        bool isComplete = place == 0;
        if (!isComplete && path.Count == 0)
        {
            return false;
        }

        Digest256 old = isComplete ? first.Hash : path[0];
        Digest256 current = old;
        foreach (Digest256 sibling in path.Skip(isComplete ? 0 : 1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                old = MerkleTree.HashNode(sibling, old);
                current = MerkleTree.HashNode(sibling, current);
                (place, last) = SkipLonelyLevels(place, last);
            }
            else
            {
                current = MerkleTree.HashNode(current, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && old == first.Hash && current == second.Hash;
    }

    /// <summary>On a level where the node is the last and has no sibling, it is its own parent.</summary>
    private static (long Place, long Last) SkipLonelyLevels(long place, long last)
    {
        while ((place & 1) == 0 && place != 0)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        return (place, last);
    }
}
