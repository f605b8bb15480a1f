namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>The names that lines of a model file may have.</summary>
internal static class ModelFields
{
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "version", "num_class", "num_tree_per_iteration", "label_index", "max_feature_idx", "objective", "feature_names",
        "monotone_constraints", "feature_infos", "tree_sizes", "Tree", "num_leaves", "num_cat", "split_feature", "split_gain",
        "threshold", "decision_type", "left_child", "right_child", "leaf_value", "leaf_weight", "leaf_count", "internal_value",
        "internal_weight", "internal_count", "cat_boundaries", "cat_threshold", "is_linear", "shrinkage",
    };

    public static bool IsKnown(ReadOnlySpan<char> name) => s_known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
}
