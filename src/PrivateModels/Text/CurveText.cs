namespace EnclaveCleanRoom.PrivateModels.Text;

/// <summary>One feature's curve as a tree of the model file: first whether there is a value, then halves.</summary>
internal sealed class CurveText
{
    private readonly int _feature;
    private readonly FeatureCurve _curve;
    private readonly TreeNodes _nodes = new();

    private CurveText(int feature, FeatureCurve curve) => (_feature, _curve) = (feature, curve);

    internal static string Write(int index, int feature, FeatureCurve curve)
    {
        CurveText text = new(feature, curve);

        // All values but missing ones go left.
        int root = text.AddNode(0, curve.Values.Length, isRoot: true);
        text._nodes.Join(root, text.Grow(0, curve.Values.Length), text._nodes.AddLeaf(curve.MissingValue));
        return text._nodes.Write(index);
    }

    private int Grow(int first, int end)
    {
        if (end - first == 1)
        {
            return _nodes.AddLeaf(_curve.Values[first]);
        }

        int middle = first + ((end - first) / 2);
        int node = AddNode(first, middle, isRoot: false);
        int left = Grow(first, middle);
        _nodes.Join(node, left, Grow(middle, end));
        return node;
    }

    /// <summary>A node that sends values of the cells up to <paramref name="end"/> left.</summary>
    private int AddNode(int first, int end, bool isRoot) => _curve.Feature.IsCategorical
        ? _nodes.AddCategorical(_feature, [.. Enumerable.Range(first, end - first)])
        : _nodes.AddNumeric(_feature, isRoot ? "inf" : ModelText.Number(_curve.Thresholds[end - 1]));
}
