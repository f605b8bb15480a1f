using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Tests.Properties;

/// <summary>
/// Grows a tree of squared errors in the plainest way, row by row without bins or histograms, and checks at each step that the tree given
/// takes a best split of a best leaf, with its gain and its outputs. Where several are best it follows the tree.
/// </summary>
internal sealed class NaiveTrainer
{
    private const double Tolerance = 1e-4;

    private readonly NaiveCase _case;
    private readonly Tree _tree;
    private readonly double _mean;
    private readonly List<Node> _open = [];

    private NaiveTrainer(NaiveCase problem, Tree tree)
    {
        _case = problem;
        _tree = tree;
        _mean = problem.Labels.Average();
    }

    /// <summary>What is wrong with a tree; null when nothing is.</summary>
    public static string? Fault(NaiveCase problem, Tree tree) => new NaiveTrainer(problem, tree).Fault();

    private string? Fault()
    {
        double[] parentGains = [.. _case.Columns.Select(_ => double.PositiveInfinity)];
        _open.Add(Searched(~0, [.. Enumerable.Range(0, _case.Labels.Length)], parentGains));
        for (int node = 0; node < _tree.SplitFeature.Length; node++)
        {
            int reached = node == 0 ? 0 : Array.FindIndex([.. _open], open => open.Child == node);
            Node split = _open[reached];
            int[] left = [.. split.Rows.Where(row => _tree.GoesLeft(node, _case.Columns[_tree.SplitFeature[node]][row]))];
            int[] right = [.. split.Rows.Except(left)];
            double gain = Gain(left) + Gain(right) - Gain(split.Rows) - _case.MinGain;
            if (gain < _open.Max(open => open.CertainGain) - Tolerance)
            {
                return $"node {node} gains {gain}, and {_open.Max(open => open.CertainGain)} could be gained";
            }

            if (Math.Abs(gain - _tree.SplitGain[node]) > Tolerance * Math.Max(1, gain) || Math.Min(left.Length, right.Length) < _case.MinData)
            {
                return $"node {node} says that it gains {_tree.SplitGain[node]} and gains {gain}, with {left.Length} and {right.Length} rows";
            }

            _open.RemoveAt(reached);
            _open.Add(Searched(_tree.LeftChild[node], left, split.Gains));
            _open.Add(Searched(_tree.RightChild[node], right, split.Gains));
        }

        return LeafFault();
    }

    private string? LeafFault()
    {
        foreach (Node leaf in _open)
        {
            double value = _mean + Output(leaf.Rows);
            if (leaf.Child >= 0 || Math.Abs(_tree.LeafValue[~leaf.Child] - value) > Tolerance || _tree.LeafCount[~leaf.Child] != leaf.Rows.Length)
            {
                return $"a leaf of {leaf.Rows.Length} rows should say {value}";
            }

            if (_open.Count < _case.Leaves && leaf.CertainGain > Tolerance)
            {
                return $"a leaf could still gain {leaf.CertainGain}";
            }
        }

        return null;
    }

    /// <summary>A node with the best gain of each feature. A feature that could gain nothing above is not looked at again.</summary>
    private Node Searched(int child, int[] rows, double[] parentGains)
    {
        double[] gains = [.. _case.Columns.Select((column, feature) => parentGains[feature] > -Tolerance ? BestGain(column, rows) : double.NegativeInfinity)];
        double certain = gains.Where((_, feature) => parentGains[feature] > Tolerance).DefaultIfEmpty(double.NegativeInfinity).Max();
        return new Node(child, rows, gains, certain);
    }

    /// <summary>The most that a threshold on a column gains, with what is missing on either side.</summary>
    private double BestGain(double[] column, int[] rows)
    {
        double best = double.NegativeInfinity;
        int[] missing = [.. rows.Where(row => double.IsNaN(column[row]))];
        int[] known = [.. rows.Where(row => !double.IsNaN(column[row]))];
        foreach (double threshold in known.Select(row => column[row]).Distinct())
        {
            int[] below = [.. known.Where(row => column[row] <= threshold)];
            int[] above = [.. known.Except(below)];
            foreach ((int[] left, int[] right) in (ReadOnlySpan<(int[], int[])>)[([.. below, .. missing], above), (below, [.. above, .. missing])])
            {
                if (Math.Min(left.Length, right.Length) >= Math.Max(1, _case.MinData))
                {
                    best = Math.Max(best, Gain(left) + Gain(right) - Gain(rows) - _case.MinGain);
                }
            }
        }

        return best;
    }

    private double Output(int[] rows) => Sum(rows) / (rows.Length + _case.L2);

    private double Gain(int[] rows) => Sum(rows) * Sum(rows) / (rows.Length + _case.L2);

    private double Sum(int[] rows) => rows.Sum(row => _case.Labels[row] - _mean);

    /// <param name="Child">The node's index in the tree, or that of its leaf, complemented.</param>
    /// <param name="Rows">The rows that reach it.</param>
    /// <param name="Gains">The most that each feature gains.</param>
    /// <param name="CertainGain">The most of those features that are certainly looked at.</param>
    private sealed record Node(int Child, int[] Rows, double[] Gains, double CertainGain);
}
