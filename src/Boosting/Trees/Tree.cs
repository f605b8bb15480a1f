using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>
/// One tree as the model file has it. Node 0 is the root; a child of 0 or more is a node, a negative one is leaf <c>~child</c>.
/// A tree without nodes has one leaf.
/// </summary>
internal sealed record Tree
{
    public const byte CategoricalBit = 1;
    public const byte DefaultLeftBit = 2;
    public const int MissingShift = 2;

    public required int[] SplitFeature { get; init; }

    public required double[] SplitGain { get; init; }

    /// <summary>Numeric: values up to this go left. Categorical: the index of the node's set of categories.</summary>
    public required double[] Threshold { get; init; }

    /// <summary>Bit 0 categorical, bit 1 missing goes left, bits 2 and 3 the <see cref="MissingType"/>.</summary>
    public required byte[] DecisionType { get; init; }

    public required int[] LeftChild { get; init; }

    public required int[] RightChild { get; init; }

    public required double[] LeafValue { get; init; }

    public required double[] LeafWeight { get; init; }

    public required long[] LeafCount { get; init; }

    public required double[] InternalValue { get; init; }

    public required double[] InternalWeight { get; init; }

    public required long[] InternalCount { get; init; }

    /// <summary>Where each set of categories starts in <see cref="CategoryBits"/>; one more than there are sets. Empty without sets.</summary>
    public required int[] CategoryBounds { get; init; }

    /// <summary>Bit sets of categories, 32 a word.</summary>
    public required uint[] CategoryBits { get; init; }

    public required double Shrinkage { get; init; }

    /// <summary>A tree without splits: the same output for every row.</summary>
    public static Tree Constant(double value, int rowCount) => new()
    {
        SplitFeature = [],
        SplitGain = [],
        Threshold = [],
        DecisionType = [],
        LeftChild = [],
        RightChild = [],
        LeafValue = [value],
        LeafWeight = [0],
        LeafCount = [rowCount],
        InternalValue = [],
        InternalWeight = [],
        InternalCount = [],
        CategoryBounds = [],
        CategoryBits = [],
        Shrinkage = 1,
    };

    /// <summary>This tree with other outputs.</summary>
    public Tree WithLeafValues(double[] values) => this with { LeafValue = values };

    /// <summary>The leaf that a row of raw feature values falls into.</summary>
    public int LeafOf(ReadOnlySpan<double> features)
    {
        if (SplitFeature.Length == 0)
        {
            return 0;
        }

        int node = 0;
        do
        {
            node = GoesLeft(node, features[SplitFeature[node]]) ? LeftChild[node] : RightChild[node];
        }
        while (node >= 0);
        return ~node;
    }

    /// <summary>Whether a row with this value of a node's feature goes to its left child.</summary>
    public bool GoesLeft(int node, double value)
    {
        byte decision = DecisionType[node];
        if ((decision & CategoricalBit) != 0)
        {
            return IsInSet((int)Threshold[node], value);
        }

        MissingType missing = (MissingType)(decision >> MissingShift);
        if (double.IsNaN(value))
        {
            if (missing == MissingType.NaN)
            {
                return (decision & DefaultLeftBit) != 0;
            }

            value = 0;
        }

        if (missing == MissingType.Zero && Math.Abs(value) <= BinMapper.ZeroThreshold)
        {
            return (decision & DefaultLeftBit) != 0;
        }

        return value <= Threshold[node];
    }

    /// <summary>Whether a category is in a set; a missing, negative or unknown one is in none.</summary>
    private bool IsInSet(int set, double value)
    {
        // Truncated toward zero, as the format has it; NaN fails the comparison.
        if (!(value > -1 && value < int.MaxValue))
        {
            return false;
        }

        int category = (int)value;
        int word = CategoryBounds[set] + (category >> 5);
        return word < CategoryBounds[set + 1] && (CategoryBits[word] >> (category & 31) & 1) != 0;
    }
}
