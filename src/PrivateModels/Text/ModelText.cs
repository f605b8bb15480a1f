using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.PrivateModels.Text;

/// <summary>Writes the model file that LightGBM reads, and so does the boosting library.</summary>
internal static class ModelText
{
    internal static string Write(PrivateModel model)
    {
        string[] trees =
        [
            Constant(model.Intercept),
            .. model.Curves.Select((curve, i) => CurveText.Write(1 + i, i, curve)),
            .. model.Trees.Select((tree, i) => TreeText.Write(1 + model.Curves.Length + i, tree, model.Features)),
        ];
        StringBuilder text = new();
        text.Append("tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n")
            .Append(CultureInfo.InvariantCulture, $"max_feature_idx={model.Curves.Length - 1}\nobjective=binary sigmoid:1\nfeature_names=")
            .AppendJoin(' ', model.Curves.Select(curve => curve.Feature.Name))
            .Append("\nfeature_infos=").AppendJoin(' ', model.Curves.Select(Describe))
            .Append("\ntree_sizes=").AppendJoin(' ', trees.Select(tree => tree.Length)).Append("\n\n");
        foreach (string tree in trees)
        {
            text.Append(tree);
        }

        return text.Append("end of trees\n\nfeature_importances:\n\nparameters:\n[boosting: gbdt]\n[objective: binary]\n\nend of parameters\n").ToString();
    }

    private static string Constant(double value)
    {
        TreeNodes nodes = new();
        nodes.AddLeaf(value);
        return nodes.Write(0);
    }

    /// <summary>The public bounds, or the public vocabulary.</summary>
    private static string Describe(FeatureCurve curve) => curve.Feature.IsCategorical
        ? string.Join(':', Enumerable.Range(0, curve.Feature.Categories))
        : $"[{Number(curve.Feature.Lowest)}:{Number(curve.Feature.Highest)}]";

    internal static string Number(double value) => value.ToString("G17", CultureInfo.InvariantCulture).Replace('E', 'e');
}
