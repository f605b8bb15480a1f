using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Tests.Inference;

public sealed class CalibratedTreeTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cliques_that_hold_a_column_hang_together_and_every_set_has_a_home(int seed)
    {
        (int[] sizes, AttributeSet[] sets) = RandomGraph(seed, 9);
        JunctionTree tree = JunctionTree.Over(sizes, sets);
        for (int column = 0; column < sizes.Length; column++)
        {
            // In a tree, the cliques with a column hang together when all but one have their parent among them.
            int heads = Enumerable.Range(0, tree.Cliques.Length).Count(clique =>
                tree.Cliques[clique].Contains(column) && (tree.Parents[clique] < 0 || !tree.Cliques[tree.Parents[clique]].Contains(column)));
            Assert.Equal(1, heads);
        }

        Assert.All(sets, set => Assert.Contains(tree.Cliques, clique => clique.Contains(set)));
        Assert.All(Enumerable.Range(1, tree.Cliques.Length - 1), clique => Assert.InRange(tree.Parents[clique], 0, clique - 1));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Marginals_are_those_of_the_joint_table(int seed)
    {
        (int[] sizes, AttributeSet[] sets) = RandomGraph(seed, 6);
        (CalibratedTree tree, BruteForce joint) = Calibrated(seed, sizes, sets);
        foreach (AttributeSet set in sets.Concat(tree.Tree.Cliques))
        {
            Near(joint.Marginal(set), tree.Marginal(set));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Pairs_that_share_no_clique_are_those_of_the_joint_table_too(int seed)
    {
        (int[] sizes, AttributeSet[] sets) = RandomGraph(seed, 6);
        (CalibratedTree tree, BruteForce joint) = Calibrated(seed, sizes, sets);
        double[][][] pairs = PairMarginals.All(tree, sizes, threads: 2);
        for (int first = 0; first < sizes.Length; first++)
        {
            for (int second = first + 1; second < sizes.Length; second++)
            {
                Near(joint.Marginal(AttributeSet.Of(first, second)), pairs[first][second]);
            }
        }
    }

    [Fact]
    public void Moving_the_root_carries_a_changed_belief_along()
    {
        int[] sizes = [2, 3, 4, 2];
        AttributeSet[] sets = [AttributeSet.Of(0, 1), AttributeSet.Of(1, 2), AttributeSet.Of(2, 3)];
        (CalibratedTree tree, _) = Calibrated(1, sizes, sets);
        Random random = new(1);
        double[] factor = [.. Enumerable.Range(0, sizes[0]).Select(_ => random.NextDouble() + 0.1)];
        (AttributeSet, double[])[] potentials = [.. sets.Select(set => (set, tree.Marginal(set))), (AttributeSet.Of(1), Inverse(tree.Marginal(AttributeSet.Of(1)))),
            (AttributeSet.Of(2), Inverse(tree.Marginal(AttributeSet.Of(2)))), (AttributeSet.Of(0), factor)];
        BruteForce changed = new(sizes, potentials);

        int root = 0;
        int home = tree.Home(AttributeSet.Of(0));
        for (int clique = 1; clique <= home; clique++)
        {
            tree.PassDown(clique);
        }

        new Projection(tree.Tree.Cliques[home], AttributeSet.Of(0), sizes).MultiplyBy(factor, tree.Belief(home));
        double sum = tree.Belief(home).Sum();
        for (int i = 0; i < tree.Belief(home).Length; i++)
        {
            tree.Belief(home)[i] /= sum;
        }

        for (int clique = home; clique > root; clique = tree.Tree.Parents[clique])
        {
            tree.PassUp(clique);
        }

        tree.Distribute();
        Assert.All(sets, set => Near(changed.Marginal(set), tree.Marginal(set)));
    }

    [Fact]
    public void A_projection_sums_and_multiplies_as_a_loop_over_cells_does()
    {
        int[] sizes = [2, 3, 5, 7];
        Random random = new(3);
        AttributeSet whole = AttributeSet.Of(0, 1, 2, 3);
        double[] table = [.. Enumerable.Range(0, 210).Select(_ => random.NextDouble())];
        for (ulong bits = 0; bits < 16; bits++)
        {
            Projection projection = new(whole, new AttributeSet(bits), sizes);
            int[] places = projection.Places();
            double[] expected = new double[projection.PartCells];
            for (int cell = 0; cell < table.Length; cell++)
            {
                expected[places[cell]] += table[cell];
            }

            double[] part = new double[projection.PartCells];
            projection.SumTo(table, part);
            Near(expected, part);

            double[] multiplied = [.. table];
            projection.MultiplyBy(part, multiplied);
            Near([.. table.Select((value, cell) => value * part[places[cell]])], multiplied);
        }
    }

    private static double[] Inverse(double[] values) => [.. values.Select(value => value > 0 ? 1 / value : 0)];

    private static (int[] Sizes, AttributeSet[] Sets) RandomGraph(int seed, int columns)
    {
        Random random = new(seed);
        int[] sizes = [.. Enumerable.Range(0, columns).Select(_ => random.Next(1, 5)).Order()];
        return (sizes, [.. Enumerable.Range(0, random.Next(columns * 2)).Select(_ => AttributeSet.Of(random.Next(columns), random.Next(columns)))]);
    }

    private static (CalibratedTree Tree, BruteForce Joint) Calibrated(int seed, int[] sizes, AttributeSet[] sets)
    {
        Random random = new(seed + 100);
        CalibratedTree tree = new(JunctionTree.Over(sizes, sets), sizes);
        List<(AttributeSet, double[])> potentials = [];
        foreach (AttributeSet set in sets)
        {
            // Some cells are structural zeros; never the first, so that something can occur.
            double[] factor = [.. Enumerable.Range(0, (int)set.Cells(sizes)).Select(cell => cell > 0 && random.Next(6) == 0 ? 0 : Math.Exp((20 * random.NextDouble()) - 10))];
            potentials.Add((set, factor));
            int home = tree.Home(set);
            new Projection(tree.Tree.Cliques[home], set, sizes).MultiplyBy(factor, tree.Belief(home));
        }

        tree.Calibrate();
        return (tree, new BruteForce(sizes, potentials));
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.Equal(expected[i], actual[i], 1e-9));
    }
}
