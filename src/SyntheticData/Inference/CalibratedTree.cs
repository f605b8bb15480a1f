namespace EnclaveCleanRoom.SyntheticData.Inference;

/// <summary>
/// The beliefs of a junction tree: for each clique the table of its probabilities, for each edge that of its separator. Moving the root over an edge passes one message; a clique that the root stands on
/// is exact.
/// </summary>
/// <remarks>Source: Jensen, Lauritzen, Olesen 1990 (Hugin propagation). Products of potentials are scaled to a largest cell of 1 before they meet, so that nothing overflows.</remarks>
internal sealed class CalibratedTree
{
    private readonly int[] _sizes;
    private readonly double[][] _beliefs;
    private readonly double[][] _separators;
    private readonly double[][] _messages;
    private readonly Projection[] _toParent;
    private readonly Projection[] _toChild;
    private readonly int[][] _children;

    public CalibratedTree(JunctionTree tree, int[] sizes)
    {
        (Tree, _sizes) = (tree, sizes);
        int count = tree.Cliques.Length;
        _beliefs = [.. tree.Cliques.Select(clique => new double[(int)clique.Cells(sizes)])];
        foreach (double[] belief in _beliefs)
        {
            belief.AsSpan().Fill(1);
        }

        (_separators, _messages, _toParent, _toChild) = (new double[count][], new double[count][], new Projection[count], new Projection[count]);
        _children = [.. Enumerable.Range(0, count).Select(clique => Enumerable.Range(0, count).Where(child => tree.Parents[child] == clique).ToArray())];
        for (int clique = 1; clique < count; clique++)
        {
            AttributeSet separator = SeparatorOf(clique);
            _toParent[clique] = new Projection(tree.Cliques[clique], separator, sizes);
            _toChild[clique] = new Projection(tree.Cliques[tree.Parents[clique]], separator, sizes);
            _separators[clique] = new double[_toParent[clique].PartCells];
            _messages[clique] = new double[_toParent[clique].PartCells];
        }
    }

    public JunctionTree Tree { get; }

    /// <summary>The children of a clique.</summary>
    public int[] Children(int clique) => _children[clique];

    /// <summary>The table of a clique: a product of potentials before <see cref="Calibrate"/>, probabilities after it.</summary>
    public double[] Belief(int clique) => _beliefs[clique];

    /// <summary>The probabilities of the columns that a clique shares with its parent.</summary>
    public double[] Separator(int clique) => _separators[clique];

    /// <summary>The columns that a clique shares with its parent.</summary>
    public AttributeSet SeparatorOf(int clique) => Tree.Cliques[clique] & Tree.Cliques[Tree.Parents[clique]];

    /// <summary>The clique of fewest cells that holds all of <paramref name="set"/>, or -1.</summary>
    public int Home(AttributeSet set)
    {
        int home = -1;
        for (int clique = 0; clique < _beliefs.Length; clique++)
        {
            if (Tree.Cliques[clique].Contains(set) && (home < 0 || _beliefs[clique].Length < _beliefs[home].Length))
            {
                home = clique;
            }
        }

        return home;
    }

    /// <summary>Turns the products of potentials into probabilities: messages from the leaves to the root, then back.</summary>
    public void Calibrate()
    {
        for (int clique = _beliefs.Length - 1; clique > 0; clique--)
        {
            ScaleToOne(_beliefs[clique]);
            _toParent[clique].SumTo(_beliefs[clique], _separators[clique]);
            _toChild[clique].MultiplyBy(_separators[clique], _beliefs[Tree.Parents[clique]]);
        }

        Normalise(_beliefs[0]);
        Distribute();
    }

    /// <summary>Makes every clique exact, given that the root is.</summary>
    public void Distribute()
    {
        for (int clique = 1; clique < _beliefs.Length; clique++)
        {
            PassDown(clique);
        }
    }

    /// <summary>Moves the root from the parent to <paramref name="clique"/>.</summary>
    public void PassDown(int clique) => Pass(_toChild[clique], _beliefs[Tree.Parents[clique]], _toParent[clique], _beliefs[clique], clique);

    /// <summary>Moves the root from <paramref name="clique"/> to its parent.</summary>
    public void PassUp(int clique) => Pass(_toParent[clique], _beliefs[clique], _toChild[clique], _beliefs[Tree.Parents[clique]], clique);

    /// <summary>The probabilities of columns that some clique holds together; the tree is calibrated.</summary>
    public double[] Marginal(AttributeSet set)
    {
        int home = Home(set);
        Projection projection = new(Tree.Cliques[home], set, _sizes);
        double[] marginal = new double[projection.PartCells];
        projection.SumTo(_beliefs[home], marginal);
        return marginal;
    }

    private void Pass(Projection from, double[] source, Projection to, double[] target, int edge)
    {
        double[] message = _messages[edge];
        double[] separator = _separators[edge];
        from.SumTo(source, message);
        for (int i = 0; i < message.Length; i++)
        {
            double now = message[i];
            message[i] = separator[i] > 0 ? now / separator[i] : 0;
            separator[i] = now;
        }

        to.MultiplyBy(message, target);
    }

    private static void ScaleToOne(double[] table)
    {
        double largest = 0;
        foreach (double value in table)
        {
            largest = Math.Max(largest, value);
        }

        double by = largest > 0 ? 1 / largest : 0;
        for (int i = 0; i < table.Length; i++)
        {
            table[i] *= by;
        }
    }

    private static void Normalise(double[] table)
    {
        ScaleToOne(table);
        double sum = 0;
        foreach (double value in table)
        {
            sum += value;
        }

        double by = sum > 0 ? 1 / sum : 0;
        for (int i = 0; i < table.Length; i++)
        {
            table[i] *= by;
        }
    }
}
