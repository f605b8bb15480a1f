using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Fitting;

/// <summary>A distribution over codes that is a product of potentials: one for each column, one for each measurement, and zeros where a combination cannot occur.</summary>
internal sealed class GraphicalModel
{
    private readonly int[] _sizes;
    private readonly double[][] _base;
    private readonly IReadOnlyList<Forbidden> _forbidden;
    private readonly double _lambda;
    private readonly List<Measurement> _measurements = [];
    private (Measurement Measurement, Projection Projection, double[] Shares, double[] Factors)[][] _at = [];

    /// <summary>A model in which columns are independent but for what is forbidden.</summary>
    /// <param name="sizes">Codes of each column.</param>
    /// <param name="columns">The probabilities of each column's codes.</param>
    /// <param name="forbidden">Combinations that cannot occur.</param>
    /// <param name="total">How many rows there are.</param>
    /// <param name="lambda">How strongly measurements are drawn to the model without them; see <see cref="SoftConstraint"/>.</param>
    public GraphicalModel(int[] sizes, double[][] columns, IReadOnlyList<Forbidden> forbidden, double total, double lambda)
    {
        (_sizes, _base, _forbidden, Total, _lambda) = (sizes, columns, forbidden, Math.Max(total, 1), lambda);
        Tree = Build();
    }

    /// <summary>How many rows there are.</summary>
    public double Total { get; }

    /// <summary>The distribution, exact in every clique.</summary>
    public CalibratedTree Tree { get; private set; }

    /// <summary>The sets of columns that the tree must hold.</summary>
    public IEnumerable<AttributeSet> Sets => _measurements.Select(measurement => measurement.Columns).Concat(_forbidden.Select(forbidden => forbidden.Columns));

    /// <summary>Cells of the tree that would hold <paramref name="set"/> too.</summary>
    public double CellsWith(AttributeSet set) => Tree.Home(set) >= 0 ? Tree.Tree.Cells : JunctionTree.Over(_sizes, Sets.Append(set)).Cells;

    /// <summary>Takes measurements in; what was learned before is kept.</summary>
    public void Add(params ReadOnlySpan<Measurement> measurements)
    {
        _measurements.AddRange(measurements);
        Tree = Build();
    }

    /// <summary>Climbs towards the best potentials: at most so many passes over the tree, fewer when no cell moves any more.</summary>
    public void Fit(int passes)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            double moved = Visit(0);
            if (moved * Total < 0.05)
            {
                break;
            }
        }

        Tree.Distribute();
    }

    private double Visit(int clique)
    {
        double moved = Update(clique);
        foreach (int child in Tree.Children(clique))
        {
            Tree.PassDown(child);
            moved = Math.Max(moved, Visit(child));
            Tree.PassUp(child);
        }

        return moved;
    }

    private double Update(int clique)
    {
        double moved = 0;
        double[] belief = Tree.Belief(clique);
        foreach ((Measurement measurement, Projection projection, double[] shares, double[] factors) in _at[clique])
        {
            projection.SumTo(belief, shares);
            moved = Math.Max(moved, SoftConstraint.Solve(measurement, shares, Total, _lambda, factors));
            projection.MultiplyBy(factors, belief);
        }

        return moved;
    }

    private CalibratedTree Build()
    {
        CalibratedTree tree = new(JunctionTree.Over(_sizes, Sets), _sizes);
        for (int column = 0; column < _sizes.Length; column++)
        {
            Multiply(tree, AttributeSet.Of(column), _base[column]);
        }

        foreach (Forbidden forbidden in _forbidden)
        {
            Multiply(tree, forbidden.Columns, forbidden.Mask);
        }

        foreach (Measurement measurement in _measurements)
        {
            Multiply(tree, measurement.Columns, [.. measurement.Potential.Select(value => Math.Exp(Math.Clamp(value, -600, 600)))]);
        }

        tree.Calibrate();
        _at = [.. tree.Tree.Cliques.Select((clique, index) => _measurements
            .Where(measurement => tree.Home(measurement.Columns) == index)
            .Select(measurement => (measurement, new Projection(clique, measurement.Columns, _sizes), new double[measurement.Noisy.Length], new double[measurement.Noisy.Length]))
            .ToArray())];
        return tree;
    }

    private void Multiply(CalibratedTree tree, AttributeSet columns, double[] factor)
    {
        int home = tree.Home(columns);
        new Projection(tree.Tree.Cliques[home], columns, _sizes).MultiplyBy(factor, tree.Belief(home));
    }
}
