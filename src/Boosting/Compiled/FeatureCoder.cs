using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>
/// Turns the values of a feature into codes of 16 bits that decide every node of a set of trees as the value itself would. Numeric:
/// one more than the number of thresholds below the value; 0 for what is missing. Categorical: the category; the last code for one in no set.
/// </summary>
internal sealed class FeatureCoder
{
    private const int MostThresholds = ushort.MaxValue - 2;
    private const int MostCategories = ushort.MaxValue;

    private readonly double[] _thresholds;
    private readonly int _categories;

    private FeatureCoder(int feature, bool isCategorical, MissingType missing, double[] thresholds, int categories)
    {
        Feature = feature;
        IsCategorical = isCategorical;
        Missing = missing;
        _thresholds = thresholds;
        _categories = categories;
    }

    public int Feature { get; }

    public bool IsCategorical { get; }

    public MissingType Missing { get; }

    /// <summary>The number of codes.</summary>
    public int CodeCount => IsCategorical ? _categories + 1 : _thresholds.Length + 2;

    /// <summary>A coder for the nodes that ask for a feature; null when they do not agree about its kind or are too many.</summary>
    public static FeatureCoder? For(int feature, IReadOnlyList<(Tree Tree, int Node)> nodes)
    {
        (Tree first, int firstNode) = nodes[0];
        bool isCategorical = (first.DecisionType[firstNode] & Tree.CategoricalBit) != 0;
        MissingType missing = (MissingType)(first.DecisionType[firstNode] >> Tree.MissingShift);
        if (nodes.Any(node => ((node.Tree.DecisionType[node.Node] & Tree.CategoricalBit) != 0) != isCategorical))
        {
            return null;
        }

        if (isCategorical)
        {
            int categories = nodes.Max(node => 32 * WordsOf(node.Tree, node.Node));
            return categories <= MostCategories ? new FeatureCoder(feature, true, missing, [], categories) : null;
        }

        if (nodes.Any(node => (MissingType)(node.Tree.DecisionType[node.Node] >> Tree.MissingShift) != missing || double.IsNaN(node.Tree.Threshold[node.Node])))
        {
            return null;
        }

        double[] thresholds = [.. nodes.Select(node => node.Tree.Threshold[node.Node]).Distinct().Order()];
        return thresholds.Length <= MostThresholds ? new FeatureCoder(feature, false, missing, thresholds, 0) : null;
    }

    /// <summary>How many words of bits a node's set of categories has.</summary>
    public static int WordsOf(Tree tree, int node)
    {
        int set = (int)tree.Threshold[node];
        return tree.CategoryBounds[set + 1] - tree.CategoryBounds[set];
    }

    /// <summary>The largest code that goes left at a numeric node.</summary>
    public int LastLeft(double threshold) => 1 + Array.BinarySearch(_thresholds, threshold);

    /// <param name="values">The values; NaN is missing.</param>
    /// <param name="codes">Receives one code a value.</param>
    public void Code(ReadOnlySpan<double> values, Span<ushort> codes)
    {
        if (IsCategorical)
        {
            for (int i = 0; i < values.Length; i++)
            {
                // Truncated toward zero, as the format has it; NaN fails the comparison.
                codes[i] = (ushort)(values[i] > -1 && values[i] < _categories ? (int)values[i] : _categories);
            }

            return;
        }

        BinSearchKernel.CountBelow(_thresholds, values, codes);
        for (int i = 0; i < values.Length; i++)
        {
            codes[i] = IsMissing(values[i]) ? (ushort)0 : (ushort)(codes[i] + 1);
        }

        if (Missing == MissingType.None)
        {
            CodeNaNAsZero(values, codes);
        }
    }

    private bool IsMissing(double value) => Missing switch
    {
        MissingType.NaN => double.IsNaN(value),
        MissingType.Zero => double.IsNaN(value) || Math.Abs(value) <= BinMapper.ZeroThreshold,
        _ => false,
    };

    private void CodeNaNAsZero(ReadOnlySpan<double> values, Span<ushort> codes)
    {
        Span<ushort> zero = stackalloc ushort[1];
        BinSearchKernel.CountBelow(_thresholds, [0], zero);
        for (int i = 0; i < values.Length; i++)
        {
            codes[i] = double.IsNaN(values[i]) ? (ushort)(zero[0] + 1) : codes[i];
        }
    }
}
