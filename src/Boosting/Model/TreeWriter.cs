using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>Writes one tree of a model file.</summary>
internal static class TreeWriter
{
    public static string Write(Tree tree, int index)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Tree={index}\n")
            .Append(CultureInfo.InvariantCulture, $"num_leaves={tree.LeafValue.Length}\n")
            .Append(CultureInfo.InvariantCulture, $"num_cat={Math.Max(0, tree.CategoryBounds.Length - 1)}\n");
        List(text, "split_feature", tree.SplitFeature.Select(Whole));
        List(text, "split_gain", tree.SplitGain.Select(ModelNumber.Short));
        List(text, "threshold", tree.Threshold.Select(ModelNumber.Full));
        List(text, "decision_type", tree.DecisionType.Select(Whole));
        List(text, "left_child", tree.LeftChild.Select(Whole));
        List(text, "right_child", tree.RightChild.Select(Whole));
        List(text, "leaf_value", tree.LeafValue.Select(ModelNumber.Full));
        List(text, "leaf_weight", tree.LeafWeight.Select(ModelNumber.Full));
        List(text, "leaf_count", tree.LeafCount.Select(Whole));
        List(text, "internal_value", tree.InternalValue.Select(ModelNumber.Short));
        List(text, "internal_weight", tree.InternalWeight.Select(ModelNumber.Short));
        List(text, "internal_count", tree.InternalCount.Select(Whole));
        if (tree.CategoryBounds.Length > 0)
        {
            List(text, "cat_boundaries", tree.CategoryBounds.Select(Whole));
            List(text, "cat_threshold", tree.CategoryBits.Select(Whole));
        }

        text.Append("is_linear=0\nshrinkage=").Append(ModelNumber.Short(tree.Shrinkage)).Append("\n\n\n");
        return text.ToString();
    }

    private static void List(StringBuilder text, string name, IEnumerable<string> values) =>
        text.Append(name).Append('=').AppendJoin(' ', values).Append('\n');

    private static string Whole<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
