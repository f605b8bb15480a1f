using System.Numerics;
using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>
/// The append-only Merkle tree of RFC 6962 (section 2.1; RFC 9162 has the same one): one root stands for all entries and their
/// order, a few hashes prove that an entry is in it, or that one tree grew out of another.
/// </summary>
/// <remarks>
/// Every complete subtree's hash is kept, 64 bytes an entry in all; appending costs one hash on average, a root or a proof as many
/// as the tree is high. Not safe for several threads at a time.
/// </remarks>
public sealed class MerkleTree
{
    // _levels[k][i] is the hash of the leaves from i * 2^k up to (i + 1) * 2^k.
    private readonly List<List<Digest256>> _levels = [[]];

    /// <summary>The root of a tree without entries: SHA-256 of nothing.</summary>
    public static Digest256 EmptyRoot { get; } = Digest256.Of([]);

    /// <summary>Number of entries.</summary>
    public long Size => _levels[0].Count;

    /// <summary>The root over all entries.</summary>
    public Digest256 Root => RootAt(Size);

    /// <summary>The hash of an entry: SHA-256 of a zero byte and the entry, so that no entry can pass for a node.</summary>
    public static Digest256 HashLeaf(ReadOnlySpan<byte> entry) => Hash(0, entry, []);

    /// <summary>The hash of a node: SHA-256 of a one byte and both children.</summary>
    public static Digest256 HashNode(Digest256 left, Digest256 right) => Hash(1, left.AsSpan(), right.AsSpan());

    /// <summary>Adds an entry.</summary>
    /// <param name="leaf">Its hash, as <see cref="HashLeaf"/> makes it.</param>
    public void Append(Digest256 leaf)
    {
        _levels[0].Add(leaf);
        for (int level = 0; _levels[level].Count % 2 == 0; level++)
        {
            if (level + 1 == _levels.Count)
            {
                _levels.Add([]);
            }

            _levels[level + 1].Add(HashNode(_levels[level][^2], _levels[level][^1]));
        }
    }

    /// <summary>Takes back the newest entries.</summary>
    /// <param name="size">How many entries stay.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree does not have that many.</exception>
    public void Truncate(long size)
    {
        RequireSize(size);
        for (int level = 0; level < _levels.Count; level++)
        {
            int kept = (int)(size >> level);
            _levels[level].RemoveRange(kept, _levels[level].Count - kept);
        }
    }

    /// <summary>The hash of one entry.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public Digest256 LeafAt(long index) => _levels[0][checked((int)index)];

    /// <summary>The root that the tree had when it was smaller.</summary>
    /// <param name="size">0 to <see cref="Size"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree does not have that many entries.</exception>
    public Digest256 RootAt(long size)
    {
        RequireSize(size);
        return size == 0 ? EmptyRoot : HashOf(0, size);
    }

    /// <summary>Proves that an entry is in the tree (the audit path of RFC 6962, from the leaf upwards).</summary>
    /// <param name="index">The entry, from 0.</param>
    /// <param name="size">The tree's size for which the proof is good.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry in a tree of this size.</exception>
    public IReadOnlyList<Digest256> ProveInclusion(long index, long size)
    {
        RequireSize(size);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        List<Digest256> path = [];
        for ((long begin, long end) = (0, size); end - begin > 1;)
        {
            long middle = begin + LeftWidth(end - begin);
            path.Add(index < middle ? HashOf(middle, end) : HashOf(begin, middle));
            (begin, end) = index < middle ? (begin, middle) : (middle, end);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Proves that the tree of one size grew into that of another by appending alone.</summary>
    /// <param name="first">The smaller size.</param>
    /// <param name="second">The larger size, at most <see cref="Size"/>.</param>
    /// <returns>Nothing when the sizes are equal or the first is 0, for then nothing needs to be proved.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sizes are out of order, or the tree does not have that many entries.</exception>
    public IReadOnlyList<Digest256> ProveConsistency(long first, long second)
    {
        RequireSize(second);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        if (first == 0 || first == second)
        {
            return [];
        }

        List<Digest256> path = [];
        (long begin, long end) = (0, second);
        while (end != first)
        {
            long middle = begin + LeftWidth(end - begin);
            if (first <= middle)
            {
                path.Add(HashOf(middle, end));
                end = middle;
            }
            else
            {
                path.Add(HashOf(begin, middle));
                begin = middle;
            }
        }

        // The old tree as a whole needs no proof: whoever checks has its root.
        if (begin > 0)
        {
            path.Add(HashOf(begin, end));
        }

        path.Reverse();
        return path;
    }

    /// <summary>The largest power of two below <paramref name="width"/>, which is at least 2.</summary>
    private static long LeftWidth(long width) => 1L << BitOperations.Log2((ulong)(width - 1));

    private static Digest256 Hash(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([prefix]);
        hash.AppendData(first);
        hash.AppendData(second);
        Span<byte> digest = stackalloc byte[Digest256.Size];
        hash.GetHashAndReset(digest);
        return new Digest256(digest);
    }

    /// <summary>The hash over the leaves from <paramref name="begin"/> up to <paramref name="end"/>, a range that RFC 6962 makes a subtree of.</summary>
    private Digest256 HashOf(long begin, long end)
    {
        long width = end - begin;
        if (BitOperations.IsPow2(width))
        {
            int level = BitOperations.Log2((ulong)width);
            return _levels[level][(int)(begin >> level)];
        }

        long middle = begin + LeftWidth(width);
        return HashNode(HashOf(begin, middle), HashOf(middle, end));
    }

    private void RequireSize(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
    }
}
