using System.Text;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Ledger;

/// <summary>The tree of RFC 6962: its public test values, every proof for small trees, and nothing but those proofs.</summary>
public sealed class MerkleTreeTests
{
    private const int Largest = 33;

    // The eight leaves and roots that implementations of Certificate Transparency share.
    private static readonly string[] s_leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] s_roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly Digest256[] s_own = [.. Enumerable.Range(0, Largest).Select(i => MerkleTree.HashLeaf(Encoding.ASCII.GetBytes($"entry {i}")))];

    [Fact]
    public void The_roots_are_those_that_others_compute()
    {
        MerkleTree tree = new();
        foreach (string leaf in s_leaves)
        {
            tree.Append(MerkleTree.HashLeaf(Convert.FromHexString(leaf)));
        }

        Assert.Equal(s_roots, Enumerable.Range(0, s_roots.Length).Select(size => tree.RootAt(size).ToString()));
    }

    [Fact]
    public void Every_root_is_the_definitions()
    {
        MerkleTree tree = Tree(Largest);
        Assert.All(Enumerable.Range(1, Largest), size => Assert.Equal(Define(s_own.AsSpan(0, size)), tree.RootAt(size)));
    }

    [Fact]
    public void A_tree_that_was_cut_back_grows_as_if_the_rest_had_never_been()
    {
        for (int kept = 0; kept <= Largest; kept++)
        {
            MerkleTree tree = Tree(Largest);
            tree.Truncate(kept);
            Assert.Equal(kept, tree.Size);
            foreach (Digest256 leaf in s_own.Skip(kept))
            {
                tree.Append(leaf);
            }

            Assert.Equal(Tree(Largest).Root, tree.Root);
        }
    }

    [Fact]
    public void Every_entry_of_every_tree_is_proved_and_no_changed_proof_holds()
    {
        MerkleTree tree = Tree(Largest);
        for (int size = 1; size <= Largest; size++)
        {
            for (int index = 0; index < size; index++)
            {
                IReadOnlyList<Digest256> path = tree.ProveInclusion(index, size);
                Digest256 root = tree.RootAt(size);
                Assert.True(MerkleProof.IsIncluded(s_own[index], index, size, root, path));
                Assert.False(MerkleProof.IsIncluded(s_own[(index + 1) % Largest], index, size, root, path));
                Assert.False(MerkleProof.IsIncluded(s_own[index], index, size, Digest256.Of([1]), path));
                Assert.False(MerkleProof.IsIncluded(s_own[index], size, size, root, path));
                Assert.False(MerkleProof.IsIncluded(s_own[index], -1, size, root, path));
                Assert.All(Changed(path), changed => Assert.False(MerkleProof.IsIncluded(s_own[index], index, size, root, changed)));
            }
        }
    }

    [Fact]
    public void Every_tree_grows_out_of_every_smaller_one_and_no_changed_proof_holds()
    {
        MerkleTree tree = Tree(Largest);
        for (int second = 0; second <= Largest; second++)
        {
            for (int first = 0; first <= second; first++)
            {
                (LedgerHead old, LedgerHead current) = (Head(tree, first), Head(tree, second));
                IReadOnlyList<Digest256> path = tree.ProveConsistency(first, second);
                Assert.True(MerkleProof.IsConsistent(old, current, path), $"{first} to {second}");
                Assert.All(Changed(path), changed => Assert.False(MerkleProof.IsConsistent(old, current, changed)));
                Assert.False(MerkleProof.IsConsistent(old with { Hash = Digest256.Of([1]) }, current, path));
                if (first > 0)
                {
                    Assert.False(MerkleProof.IsConsistent(old, current with { Hash = Digest256.Of([1]) }, path));
                }

                if (first < second)
                {
                    Assert.False(MerkleProof.IsConsistent(current, old, path));
                }
            }
        }
    }

    [Fact]
    public void A_tree_that_forked_does_not_grow_out_of_the_other()
    {
        MerkleTree forked = Tree(10);
        forked.Truncate(6);
        forked.Append(MerkleTree.HashLeaf("another"u8));
        foreach (Digest256 leaf in s_own.Skip(7).Take(10))
        {
            forked.Append(leaf);
        }

        for (int first = 7; first <= 10; first++)
        {
            LedgerHead seen = Head(Tree(10), first);
            Assert.False(MerkleProof.IsConsistent(seen, Head(forked, forked.Size), forked.ProveConsistency(first, forked.Size)));
        }
    }

    [Fact]
    public void Sizes_and_places_that_do_not_exist_are_the_callers_mistake()
    {
        MerkleTree tree = Tree(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.RootAt(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.RootAt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveInclusion(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveInclusion(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveConsistency(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Truncate(4));
    }

    private static LedgerHead Head(MerkleTree tree, long size) => new() { Size = size, Hash = tree.RootAt(size) };

    private static MerkleTree Tree(int size)
    {
        MerkleTree tree = new();
        foreach (Digest256 leaf in s_own.Take(size))
        {
            tree.Append(leaf);
        }

        return tree;
    }

    /// <summary>The root by the words of RFC 6962, section 2.1.</summary>
    private static Digest256 Define(ReadOnlySpan<Digest256> leaves)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        int left = 1;
        while (2 * left < leaves.Length)
        {
            left *= 2;
        }

        return MerkleTree.HashNode(Define(leaves[..left]), Define(leaves[left..]));
    }

    private static IEnumerable<IReadOnlyList<Digest256>> Changed(IReadOnlyList<Digest256> path)
    {
        yield return [.. path, Digest256.Of([2])];
        for (int i = 0; i < path.Count; i++)
        {
            yield return [.. path.Take(i), Digest256.Of([3]), .. path.Skip(i + 1)];
            yield return [.. path.Take(i), .. path.Skip(i + 1)];
        }
    }
}
