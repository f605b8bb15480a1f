namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>LightGBM's options that are accepted because configuration files name them, and that change no model here.</summary>
internal static class WithoutEffect
{
    /// <remarks>
    /// Those that only decide how the native program stores or spreads its work, or belong to objectives and boosters
    /// that are refused by name, are taken with any value. Those that would change a model are taken only when they ask for nothing.
    /// </remarks>
    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        new IgnoredOption("is_enable_sparse", "is_sparse", "enable_sparse", "sparse"),
        new IgnoredOption("enable_bundle", "is_enable_bundle", "bundle"),
        new IgnoredOption("pre_partition", "is_pre_partition"),
        new IgnoredOption("two_round", "two_round_loading", "use_two_round_loading"),
        new FixedOption("num_machines", ["num_machine"], "1"),
        new IgnoredOption("local_listen_port", "local_port", "port"),
        new IgnoredOption("time_out"),
        new IgnoredOption("machine_list_filename", "machine_list_file", "machine_list", "mlist"),
        new IgnoredOption("machines", "workers", "nodes"),
        new IgnoredOption("gpu_platform_id"),
        new IgnoredOption("gpu_device_id"),
        new IgnoredOption("gpu_device_id_list"),
        new IgnoredOption("gpu_use_dp"),
        new IgnoredOption("num_gpu"),
        new IgnoredOption("top_k", "topk"),
        new IgnoredOption("drop_rate", "rate_drop"),
        new IgnoredOption("max_drop"),
        new IgnoredOption("skip_drop"),
        new IgnoredOption("xgboost_dart_mode"),
        new IgnoredOption("uniform_drop"),
        new IgnoredOption("drop_seed"),
        new IgnoredOption("linear_lambda"),
        new IgnoredOption("objective_seed"),
        new IgnoredOption("lambdarank_truncation_level"),
        new IgnoredOption("lambdarank_norm"),
        new IgnoredOption("lambdarank_position_bias_regularization"),
        new IgnoredOption("label_gain"),
        new IgnoredOption("eval_at", "ndcg_eval_at", "ndcg_at", "map_eval_at", "map_at"),
        new IgnoredOption("multi_error_top_k"),
        new IgnoredOption("num_grad_quant_bins"),
        new IgnoredOption("quant_train_renew_leaf"),
        new IgnoredOption("stochastic_rounding"),
        new IgnoredOption("cegb_tradeoff"),
        new FixedOption("use_quantized_grad", [], "0", "false"),
        new FixedOption("linear_tree", ["linear_trees"], "0", "false"),
        new FixedOption("bagging_by_query", [], "0", "false"),
        new FixedOption("feature_contri", ["feature_contrib", "fc", "fp", "feature_penalty"], ""),
        new FixedOption("forcedsplits_filename", ["fs", "forced_splits_filename", "forced_splits_file", "forced_splits"], ""),
        new FixedOption("forcedbins_filename", [], ""),
        new FixedOption("cegb_penalty_split", [], "0", "0.0"),
        new FixedOption("cegb_penalty_feature_lazy", [], ""),
        new FixedOption("cegb_penalty_feature_coupled", [], ""),
    ];
}
