using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>Writes LightGBM's model file, version 4.</summary>
internal static class ModelWriter
{
    public static string Write(BoosterModel model)
    {
        string[] trees = [.. model.Trees.Select((tree, index) => TreeWriter.Write(tree, index))];
        StringBuilder text = new();
        text.Append("tree\nversion=v4\n")
            .Append(CultureInfo.InvariantCulture, $"num_class={model.Classes}\n")
            .Append(CultureInfo.InvariantCulture, $"num_tree_per_iteration={model.Outputs}\n")
            .Append(CultureInfo.InvariantCulture, $"label_index={model.LabelIndex}\n")
            .Append(CultureInfo.InvariantCulture, $"max_feature_idx={model.FeatureNames.Length - 1}\n")
            .Append(model.Objective is null ? "" : $"objective={model.Objective}\n")
            .Append(model.IsAveraged ? "average_output\n" : "")
            .Append("feature_names=").AppendJoin(' ', model.FeatureNames).Append('\n');
        if (model.MonotoneConstraints is not null)
        {
            text.Append("monotone_constraints=").Append(model.MonotoneConstraints).Append('\n');
        }

        text.Append("feature_infos=").AppendJoin(' ', model.FeatureInfos).Append('\n')
            .Append("tree_sizes=").AppendJoin(' ', trees.Select(tree => tree.Length)).Append("\n\n");
        foreach (string tree in trees)
        {
            text.Append(tree);
        }

        text.Append("end of trees\n\nfeature_importances:\n");
        foreach ((string feature, int splits) in SplitCounts(model))
        {
            text.Append(CultureInfo.InvariantCulture, $"{feature}={splits}\n");
        }

        if (model.Parameters is not null)
        {
            text.Append("\nparameters:\n").Append(model.Parameters).Append("\nend of parameters\n");
        }

        return text.Append(model.Trailer).ToString();
    }

    /// <summary>The features in use, most used first.</summary>
    private static IEnumerable<(string Feature, int Splits)> SplitCounts(BoosterModel model)
    {
        int[] splits = new int[model.FeatureNames.Length];
        foreach (Tree tree in model.Trees)
        {
            foreach (int feature in tree.SplitFeature)
            {
                splits[feature]++;
            }
        }

        return splits.Select((count, feature) => (model.FeatureNames[feature], count))
            .Where(entry => entry.count > 0)
            .OrderByDescending(entry => entry.count);
    }
}
