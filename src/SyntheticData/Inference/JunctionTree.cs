using System.Numerics;

namespace EnclaveCleanRoom.SyntheticData.Inference;

/// <summary>
/// A tree of cliques that covers given sets of columns, in which the cliques that hold a column hang together: what makes exact inference local.
/// </summary>
/// <remarks>
/// The graph is triangulated by eliminating columns greedily, once by the smallest table and once by the fewest new edges, and the smaller result is taken; the maximal cliques are joined
/// by a spanning tree of largest separators, which is a junction tree (Koller, Friedman 2009, sections 9.4 and 10.4). Columns that hang together with nothing are joined by an empty separator.
/// </remarks>
internal sealed class JunctionTree
{
    private JunctionTree(AttributeSet[] cliques, int[] sizes)
    {
        Cliques = cliques;
        Cells = cliques.Sum(clique => clique.Cells(sizes));
        Parents = new int[cliques.Length];
        Connect();
    }

    /// <summary>The maximal cliques; the first is the root, and each stands after its parent.</summary>
    public AttributeSet[] Cliques { get; private set; }

    /// <summary>The parent of each clique, -1 for the root.</summary>
    public int[] Parents { get; private set; }

    /// <summary>Cells of all cliques.</summary>
    public double Cells { get; }

    /// <summary>The tree over columns 0 to sizes.Length - 1 that covers each of <paramref name="sets"/>.</summary>
    public static JunctionTree Over(int[] sizes, IEnumerable<AttributeSet> sets)
    {
        ulong[] neighbours = new ulong[sizes.Length];
        foreach (AttributeSet set in sets)
        {
            foreach (int member in set.ToArray())
            {
                neighbours[member] |= set.Without(member).Bits;
            }
        }

        JunctionTree bySize = new(Eliminate(neighbours, sizes, byFill: false), sizes);
        JunctionTree byFill = new(Eliminate(neighbours, sizes, byFill: true), sizes);
        return byFill.Cells < bySize.Cells ? byFill : bySize;
    }

    private static AttributeSet[] Eliminate(ulong[] graph, int[] sizes, bool byFill)
    {
        ulong[] neighbours = [.. graph];
        AttributeSet left = new(sizes.Length == 64 ? ulong.MaxValue : (1UL << sizes.Length) - 1);
        List<AttributeSet> cliques = [];
        while (left.Bits != 0)
        {
            int best = -1;
            (double Fill, double Cells) bestCost = (double.PositiveInfinity, double.PositiveInfinity);
            for (ulong rest = left.Bits; rest != 0; rest &= rest - 1)
            {
                int attribute = BitOperations.TrailingZeroCount(rest);
                double cells = new AttributeSet(neighbours[attribute]).With(attribute).Cells(sizes);
                (double, double) cost = byFill ? (FillOf(neighbours, attribute), cells) : (cells, 0);
                if (cost.CompareTo(bestCost) < 0)
                {
                    (best, bestCost) = (attribute, cost);
                }
            }

            AttributeSet clique = new AttributeSet(neighbours[best]).With(best);
            if (!cliques.Any(other => other.Contains(clique)))
            {
                cliques.Add(clique);
            }

            foreach (int neighbour in new AttributeSet(neighbours[best]).ToArray())
            {
                neighbours[neighbour] = (neighbours[neighbour] | neighbours[best]) & ~(1UL << neighbour) & ~(1UL << best);
            }

            left = left.Without(best);
        }

        return [.. cliques];
    }

    private static int FillOf(ulong[] neighbours, int attribute)
    {
        int missing = 0;
        for (ulong rest = neighbours[attribute]; rest != 0; rest &= rest - 1)
        {
            int neighbour = BitOperations.TrailingZeroCount(rest);
            missing += BitOperations.PopCount(neighbours[attribute] & ~neighbours[neighbour]) - 1;
        }

        return missing;
    }

    // Prim's algorithm: the next clique is the one that shares the most columns with one that is in the tree.
    private void Connect()
    {
        List<int> order = [0];
        int[] parents = new int[Cliques.Length];
        int[] places = new int[Cliques.Length];
        parents[0] = -1;
        bool[] isIn = new bool[Cliques.Length];
        isIn[0] = true;
        while (order.Count < Cliques.Length)
        {
            (int best, int bestParent, int bestShared) = (-1, -1, -1);
            foreach (int member in order)
            {
                for (int other = 0; other < Cliques.Length; other++)
                {
                    int shared = isIn[other] ? -1 : (Cliques[member] & Cliques[other]).Count;
                    if (shared > bestShared)
                    {
                        (best, bestParent, bestShared) = (other, member, shared);
                    }
                }
            }

            isIn[best] = true;
            places[best] = order.Count;
            parents[best] = places[bestParent];
            order.Add(best);
        }

        Parents = [.. order.Select(clique => parents[clique])];
        Cliques = [.. order.Select(clique => Cliques[clique])];
    }
}
