using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.PrivateModels.Text;

/// <summary>One feature's curve as a tree of the model file: first whether there is a value, then halves. Counts and weights are of the data, and so are all 0.</summary>
internal sealed class TreeText
{
    private const int NumericDecision = 2 << 2;
    private const int CategoricalDecision = 1;

    private readonly int _feature;
    private readonly FeatureCurve _curve;
    private readonly List<string> _thresholds = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<double> _leaves = [];
    private readonly List<int> _bounds = [0];
    private readonly List<uint> _words = [];

    internal TreeText(int feature, FeatureCurve curve) => (_feature, _curve) = (feature, curve);

    internal static string Constant(int index, double value) =>
        Write(index, 0, [], [], [], [], [value], [0], [], 0);

    internal string Write(int index)
    {
        // All values but missing ones go left.
        int root = AddNode(0, _curve.Values.Length, isRoot: true);
        _left[root] = Grow(0, _curve.Values.Length);
        _right[root] = AddLeaf(_curve.MissingValue);
        int nodes = _left.Count;
        int decision = _curve.Feature.IsCategorical ? CategoricalDecision : NumericDecision;
        return Write(
            index, _curve.Feature.IsCategorical ? nodes : 0,
            [.. Enumerable.Repeat(_feature, nodes)], _thresholds, [.. Enumerable.Repeat(decision, nodes)], [.. _left.Zip(_right)], _leaves, _bounds, _words, nodes);
    }

    private int Grow(int first, int end)
    {
        if (end - first == 1)
        {
            return AddLeaf(_curve.Values[first]);
        }

        int middle = first + ((end - first) / 2);
        int node = AddNode(first, middle, isRoot: false);
        _left[node] = Grow(first, middle);
        _right[node] = Grow(middle, end);
        return node;
    }

    private int AddLeaf(double value)
    {
        _leaves.Add(value);
        return ~(_leaves.Count - 1);
    }

    /// <summary>A node that sends values of the cells up to <paramref name="end"/> left.</summary>
    private int AddNode(int first, int end, bool isRoot)
    {
        if (_curve.Feature.IsCategorical)
        {
            _thresholds.Add((_bounds.Count - 1).ToString(CultureInfo.InvariantCulture));
            uint[] words = new uint[((end - 1) >> 5) + 1];
            for (int code = first; code < end; code++)
            {
                words[code >> 5] |= 1u << (code & 31);
            }

            _words.AddRange(words);
            _bounds.Add(_words.Count);
        }
        else
        {
            _thresholds.Add(isRoot ? "inf" : ModelText.Number(_curve.Thresholds[end - 1]));
        }

        _left.Add(0);
        _right.Add(0);
        return _left.Count - 1;
    }

    private static string Write(
        int index, int sets, List<int> features, List<string> thresholds, List<int> decisions, List<(int Left, int Right)> children,
        List<double> leaves, List<int> bounds, List<uint> words, int nodes)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Tree={index}\nnum_leaves={leaves.Count}\nnum_cat={sets}\nsplit_feature=").AppendJoin(' ', features)
            .Append("\nsplit_gain=").AppendJoin(' ', Enumerable.Repeat(0, nodes))
            .Append("\nthreshold=").AppendJoin(' ', thresholds)
            .Append("\ndecision_type=").AppendJoin(' ', decisions)
            .Append("\nleft_child=").AppendJoin(' ', children.Select(pair => pair.Left))
            .Append("\nright_child=").AppendJoin(' ', children.Select(pair => pair.Right))
            .Append("\nleaf_value=").AppendJoin(' ', leaves.Select(ModelText.Number))
            .Append("\nleaf_weight=").AppendJoin(' ', Enumerable.Repeat(0, leaves.Count))
            .Append("\nleaf_count=").AppendJoin(' ', Enumerable.Repeat(0, leaves.Count))
            .Append("\ninternal_value=").AppendJoin(' ', Enumerable.Repeat(0, nodes))
            .Append("\ninternal_weight=").AppendJoin(' ', Enumerable.Repeat(0, nodes))
            .Append("\ninternal_count=").AppendJoin(' ', Enumerable.Repeat(0, nodes));
        if (sets > 0)
        {
            text.Append("\ncat_boundaries=").AppendJoin(' ', bounds).Append("\ncat_threshold=").AppendJoin(' ', words);
        }

        return text.Append("\nis_linear=0\nshrinkage=1\n\n\n").ToString();
    }
}
