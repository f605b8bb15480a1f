using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.PrivateModels.Text;

/// <summary>A tree of the model file while it is put together. Counts and weights are of the data, and so are all 0.</summary>
internal sealed class TreeNodes
{
    // Missing values are NaN and go right.
    private const int NumericDecision = 2 << 2;
    private const int CategoricalDecision = 1;

    private readonly List<int> _features = [];
    private readonly List<string> _thresholds = [];
    private readonly List<int> _decisions = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<double> _leaves = [];
    private readonly List<int> _bounds = [0];
    private readonly List<uint> _words = [];

    /// <summary>A node that sends numbers up to a threshold left.</summary>
    /// <returns>Its number.</returns>
    internal int AddNumeric(int feature, string threshold) => Add(feature, threshold, NumericDecision);

    /// <summary>A node that sends codes, ascending, left. None of them is a set of one empty word.</summary>
    /// <returns>Its number.</returns>
    internal int AddCategorical(int feature, IReadOnlyList<int> codes)
    {
        uint[] words = new uint[codes.Count == 0 ? 1 : (codes[^1] >> 5) + 1];
        foreach (int code in codes)
        {
            words[code >> 5] |= 1u << (code & 31);
        }

        _words.AddRange(words);
        _bounds.Add(_words.Count);
        return Add(feature, (_bounds.Count - 2).ToString(CultureInfo.InvariantCulture), CategoricalDecision);
    }

    /// <summary>A leaf.</summary>
    /// <returns>How a parent refers to it.</returns>
    internal int AddLeaf(double value)
    {
        _leaves.Add(value);
        return ~(_leaves.Count - 1);
    }

    internal void Join(int node, int left, int right) => (_left[node], _right[node]) = (left, right);

    internal string Write(int index)
    {
        int nodes = _left.Count;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Tree={index}\nnum_leaves={_leaves.Count}\nnum_cat={_bounds.Count - 1}\nsplit_feature=").AppendJoin(' ', _features)
            .Append("\nsplit_gain=").AppendJoin(' ', Enumerable.Repeat(0, nodes))
            .Append("\nthreshold=").AppendJoin(' ', _thresholds)
            .Append("\ndecision_type=").AppendJoin(' ', _decisions)
            .Append("\nleft_child=").AppendJoin(' ', _left)
            .Append("\nright_child=").AppendJoin(' ', _right)
            .Append("\nleaf_value=").AppendJoin(' ', _leaves.Select(ModelText.Number))
            .Append("\nleaf_weight=").AppendJoin(' ', Enumerable.Repeat(0, _leaves.Count))
            .Append("\nleaf_count=").AppendJoin(' ', Enumerable.Repeat(0, _leaves.Count))
            .Append("\ninternal_value=").AppendJoin(' ', Enumerable.Repeat(0, nodes))
            .Append("\ninternal_weight=").AppendJoin(' ', Enumerable.Repeat(0, nodes))
            .Append("\ninternal_count=").AppendJoin(' ', Enumerable.Repeat(0, nodes));
        if (_bounds.Count > 1)
        {
            text.Append("\ncat_boundaries=").AppendJoin(' ', _bounds).Append("\ncat_threshold=").AppendJoin(' ', _words);
        }

        return text.Append("\nis_linear=0\nshrinkage=1\n\n\n").ToString();
    }

    private int Add(int feature, string threshold, int decision)
    {
        _features.Add(feature);
        _thresholds.Add(threshold);
        _decisions.Add(decision);
        _left.Add(0);
        _right.Add(0);
        return _left.Count - 1;
    }
}
