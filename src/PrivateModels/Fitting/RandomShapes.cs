using EnclaveCleanRoom.PrivateModels.Binning;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// Draws trees: features by a public seed alone, splits where a share that the seed draws of the released curvatures lies on either side. The data is not looked at, so drawing costs nothing.
/// </summary>
/// <remarks>Looking for the best split on noisy sums costs more than it finds; a share of the curvature, unlike a place between the bounds, wastes no split on where nobody is.</remarks>
internal sealed class RandomShapes
{
    // Of the share on the left: leaves of hardly anybody say hardly anything.
    private const double Least = 0.15;

    private readonly RandomTreeOptions _options;
    private readonly int[] _features;
    private readonly IReadOnlyList<FeatureGrid> _grids;
    private readonly double[][] _curvatures;
    private readonly PublicDraws _draws;

    /// <param name="options">How trees are grown.</param>
    /// <param name="grids">The features.</param>
    /// <param name="curvatures">Released, by feature and cell; none below 0.</param>
    internal RandomShapes(RandomTreeOptions options, IReadOnlyList<FeatureGrid> grids, double[][] curvatures)
    {
        (_options, _grids) = (options, grids);
        _curvatures = [.. curvatures.Select(cells => cells.Any(cell => cell > 0) ? cells : [.. cells.Select(_ => 1.0)])];
        _draws = new PublicDraws(options.Seed);

        // A feature of a single cell cannot be split.
        _features = [.. Enumerable.Range(0, grids.Count).Where(feature => grids[feature].Cells > 1)];
    }

    /// <summary>The next tree; <see langword="null"/> where no feature can be split.</summary>
    internal TreeShape? Next()
    {
        int count = Math.Min(_options.FeaturesPerTree, _features.Length);
        if (count == 0)
        {
            return null;
        }

        _draws.Shuffle(_features);
        TreeShape.Level[] levels = new TreeShape.Level[_options.Depth];
        for (int level = 0; level < levels.Length; level++)
        {
            // Levels take turns; those of one feature divide its range among themselves.
            int turns = ((levels.Length - 1 - (level % count)) / count) + 1;
            double share = Least + ((1 - (2 * Least)) * ((level / count) + _draws.Uniform()) / turns);
            int feature = _features[level % count];
            levels[level] = new TreeShape.Level(feature, _grids[feature].Feature.IsCategorical ? Codes(feature) : Threshold(feature, share));
        }

        return new TreeShape(levels);
    }

    private bool[] Threshold(int feature, double share)
    {
        double[] curvatures = _curvatures[feature];
        int cells = _grids[feature].Cells;
        double wanted = share * curvatures.AsSpan(0, cells).ToArray().Sum();
        double left = curvatures[0];
        int first = 1;
        while (first < cells - 1 && left + (curvatures[first] / 2) < wanted)
        {
            left += curvatures[first++];
        }

        bool[] right = new bool[cells + 1];
        Array.Fill(right, true, first, right.Length - first);
        return right;
    }

    /// <summary>Codes in a random order, until those that go left hold about half.</summary>
    private bool[] Codes(int feature)
    {
        double[] curvatures = _curvatures[feature];
        int[] codes = [.. Enumerable.Range(0, _grids[feature].Cells)];
        _draws.Shuffle(codes);
        double wanted = codes.Sum(code => curvatures[code]) / 2;
        bool[] right = new bool[codes.Length + 1];
        Array.Fill(right, true);
        double left = 0;
        for (int i = 0; i < codes.Length - 1 && (i == 0 || left + (curvatures[codes[i]] / 2) <= wanted); i++)
        {
            right[codes[i]] = false;
            left += curvatures[codes[i]];
        }

        return right;
    }
}
