namespace EnclaveCleanRoom.SyntheticData.Inference;

/// <summary>The probabilities of every pair of columns, also of those that no clique holds together: what one column says is carried from clique to clique.</summary>
internal static class PairMarginals
{
    /// <summary>Tables of all pairs a &lt; b, a's codes by b's, at [a][b]; the tree is calibrated.</summary>
    public static double[][][] All(CalibratedTree tree, int[] sizes, int threads)
    {
        double[][][] pairs = [.. sizes.Select(_ => new double[sizes.Length][])];
        int[][][] places = [.. tree.Tree.Cliques.Select(clique => clique.ToArray().Select(member => new Projection(clique, AttributeSet.Of(member), sizes).Places()).ToArray())];
        int[][] separators = [.. Enumerable.Range(0, tree.Tree.Cliques.Length)
            .Select(clique => clique == 0 ? [] : new Projection(tree.Tree.Cliques[clique], tree.SeparatorOf(clique), sizes).Places())];
        int[][] fromParents = [.. Enumerable.Range(0, tree.Tree.Cliques.Length)
            .Select(clique => clique == 0 ? [] : new Projection(tree.Tree.Cliques[tree.Tree.Parents[clique]], tree.SeparatorOf(clique), sizes).Places())];
        Parallel.For(0, sizes.Length - 1, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, column =>
            new Carrier(tree, sizes, places, separators, fromParents, column, pairs[column]).Run());
        return pairs;
    }

    /// <summary>Carries one column through the tree.</summary>
    private sealed class Carrier(CalibratedTree tree, int[] sizes, int[][][] places, int[][] separators, int[][] fromParents, int column, double[][] tables)
    {
        private readonly int _size = sizes[column];

        public void Run() => Enter(tree.Home(AttributeSet.Of(column)), -1, null);

        // Came from a neighbouring clique: carried[s·size + i] is the probability of separator cell s together with code i of the column.
        private void Enter(int clique, int from, double[]? carried)
        {
            double[] belief = tree.Belief(clique);
            int[] members = tree.Tree.Cliques[clique].ToArray();
            int own = Array.IndexOf(members, column);
            int[] cameBy = from < 0 ? [] : from == tree.Tree.Parents[clique] ? separators[clique] : fromParents[from];
            double[] conditional = own >= 0 ? [] : Conditional(carried!, from == tree.Tree.Parents[clique] ? tree.Separator(clique) : tree.Separator(from));
            for (int i = 0; i < members.Length; i++)
            {
                if (members[i] > column && tables[members[i]] is null)
                {
                    double[] byOther = Joint(belief, places[clique][i], sizes[members[i]], own < 0 ? null : places[clique][own], cameBy, conditional);
                    tables[members[i]] = Transpose(byOther, sizes[members[i]]);
                }
            }

            foreach (int next in tree.Children(clique).Append(tree.Tree.Parents[clique]).Where(next => next >= 0 && next != from))
            {
                bool isParent = next == tree.Tree.Parents[clique];
                int[] leavesBy = isParent ? separators[clique] : fromParents[next];
                int cells = (isParent ? tree.Separator(clique) : tree.Separator(next)).Length;
                Enter(next, clique, Joint(belief, leavesBy, cells, own < 0 ? null : places[clique][own], cameBy, conditional));
            }
        }

        private double[] Conditional(double[] carried, double[] separator)
        {
            double[] conditional = new double[carried.Length];
            for (int cell = 0; cell < separator.Length; cell++)
            {
                double by = separator[cell] > 0 ? 1 / separator[cell] : 0;
                for (int i = 0; i < _size; i++)
                {
                    conditional[(cell * _size) + i] = carried[(cell * _size) + i] * by;
                }
            }

            return conditional;
        }

        private double[] Joint(double[] belief, int[] target, int cells, int[]? own, int[] cameBy, double[] conditional)
        {
            double[] joint = new double[cells * _size];
            if (own is not null)
            {
                for (int cell = 0; cell < belief.Length; cell++)
                {
                    joint[(target[cell] * _size) + own[cell]] += belief[cell];
                }

                return joint;
            }

            for (int cell = 0; cell < belief.Length; cell++)
            {
                double weight = belief[cell];
                if (weight > 0)
                {
                    ReadOnlySpan<double> from = conditional.AsSpan(cameBy[cell] * _size, _size);
                    Span<double> to = joint.AsSpan(target[cell] * _size, _size);
                    for (int i = 0; i < from.Length; i++)
                    {
                        to[i] += weight * from[i];
                    }
                }
            }

            return joint;
        }

        private double[] Transpose(double[] byOther, int other)
        {
            double[] table = new double[byOther.Length];
            for (int j = 0; j < other; j++)
            {
                for (int i = 0; i < _size; i++)
                {
                    table[(i * other) + j] = byOther[(j * _size) + i];
                }
            }

            return table;
        }
    }
}
