namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>All options, in the order in which LightGBM lists them in a model file. The one source for reading, writing and ranges.</summary>
internal static class OptionTable
{
    private static readonly NameValue<Objective> s_objectives = new(
        (Objective.Binary, ["binary"]),
        (Objective.CrossEntropy, ["cross_entropy", "xentropy"]),
        (Objective.Regression, ["regression", "regression_l2", "l2", "mean_squared_error", "mse"]));

    private static readonly NameValue<Metric> s_metrics = new(
        (Metric.Automatic, [""]),
        (Metric.Auc, ["auc"]),
        (Metric.BinaryLogLoss, ["binary_logloss", "binary"]),
        (Metric.CrossEntropy, ["cross_entropy", "xentropy"]),
        (Metric.L2, ["l2", "mean_squared_error", "mse", "regression", "regression_l2"]),
        (Metric.NormalisedEntropy, ["normalised_entropy", "normalized_entropy"]));

    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        new FixedOption("boosting", ["boosting_type", "boost"], "gbdt", "gbrt"),
        Names("objective", ["objective_type", "app", "application", "loss"], o => o.Objective, (o, v) => o with { Objective = v }, s_objectives),
        Names("metric", ["metrics", "metric_types"], o => o.Metric, (o, v) => o with { Metric = v }, s_metrics),
        new FixedOption("tree_learner", ["tree", "tree_type", "tree_learner_type"], "serial"),
        new FixedOption("device_type", ["device"], "cpu"),
        new FixedOption("data_sample_strategy", [], "bagging"),
        Integer("num_iterations", ["num_iteration", "n_iter", "num_tree", "num_trees", "num_round", "num_rounds", "nrounds", "num_boost_round", "n_estimators", "max_iter"],
            o => o.NumIterations, (o, v) => o with { NumIterations = v }, 0, 100_000),
        Number("learning_rate", ["shrinkage_rate", "eta"], o => o.LearningRate, (o, v) => o with { LearningRate = v }, double.Epsilon),
        Integer("num_leaves", ["num_leaf", "max_leaves", "max_leaf", "max_leaf_nodes"], o => o.NumLeaves, (o, v) => o with { NumLeaves = v }, 2, 131_072),
        Integer("num_threads", ["num_thread", "nthread", "nthreads", "n_jobs"], o => o.NumThreads, (o, v) => o with { NumThreads = v }, 1, 256),
        new FixedOption("deterministic", [], "1", "true", "True"),
        new FixedOption("force_row_wise", [], "1", "true", "True", "0", "false", "False"),
        Integer("max_depth", [], o => o.MaxDepth, (o, v) => o with { MaxDepth = v }, int.MinValue),
        Integer("min_data_in_leaf", ["min_data_per_leaf", "min_data", "min_child_samples", "min_samples_leaf"], o => o.MinDataInLeaf, (o, v) => o with { MinDataInLeaf = v }, 0),
        Number("min_sum_hessian_in_leaf", ["min_sum_hessian_per_leaf", "min_sum_hessian", "min_hessian", "min_child_weight"],
            o => o.MinSumHessianInLeaf, (o, v) => o with { MinSumHessianInLeaf = v }, 0),
        Number("bagging_fraction", ["sub_row", "subsample", "bagging"], o => o.BaggingFraction, (o, v) => o with { BaggingFraction = v }, double.Epsilon, 1),
        Integer("bagging_freq", ["subsample_freq"], o => o.BaggingFreq, (o, v) => o with { BaggingFreq = v }, 0),
        Integer("bagging_seed", ["bagging_fraction_seed"], o => o.BaggingSeed, (o, v) => o with { BaggingSeed = v }, int.MinValue),
        Number("feature_fraction", ["sub_feature", "colsample_bytree"], o => o.FeatureFraction, (o, v) => o with { FeatureFraction = v }, double.Epsilon, 1),
        Integer("feature_fraction_seed", [], o => o.FeatureFractionSeed, (o, v) => o with { FeatureFractionSeed = v }, int.MinValue),
        Integer("early_stopping_round", ["early_stopping_rounds", "early_stopping", "n_iter_no_change"],
            o => o.EarlyStoppingRound, (o, v) => o with { EarlyStoppingRound = v }, 0),
        Number("lambda_l1", ["reg_alpha", "l1_regularization"], o => o.LambdaL1, (o, v) => o with { LambdaL1 = v }, 0),
        Number("lambda_l2", ["reg_lambda", "lambda", "l2_regularization"], o => o.LambdaL2, (o, v) => o with { LambdaL2 = v }, 0),
        Number("min_gain_to_split", ["min_split_gain"], o => o.MinGainToSplit, (o, v) => o with { MinGainToSplit = v }, 0),
        Integer("min_data_per_group", [], o => o.MinDataPerGroup, (o, v) => o with { MinDataPerGroup = v }, 1),
        Integer("max_cat_threshold", [], o => o.MaxCatThreshold, (o, v) => o with { MaxCatThreshold = v }, 1),
        Number("cat_l2", [], o => o.CatL2, (o, v) => o with { CatL2 = v }, 0),
        Number("cat_smooth", [], o => o.CatSmooth, (o, v) => o with { CatSmooth = v }, 0),
        Integer("max_cat_to_onehot", [], o => o.MaxCatToOnehot, (o, v) => o with { MaxCatToOnehot = v }, 1),
        new FixedOption("verbosity", ["verbose"], "-1", "0", "1", "2"),
        Integer("max_bin", ["max_bins"], o => o.MaxBin, (o, v) => o with { MaxBin = v }, 2, 65_535),
        Integer("min_data_in_bin", [], o => o.MinDataInBin, (o, v) => o with { MinDataInBin = v }, 1),
        Integer("bin_construct_sample_cnt", ["subsample_for_bin"], o => o.BinConstructSampleCnt, (o, v) => o with { BinConstructSampleCnt = v }, 1),
        Integer("data_random_seed", ["data_seed"], o => o.DataRandomSeed, (o, v) => o with { DataRandomSeed = v }, int.MinValue),
        Switch("use_missing", [], o => o.UseMissing, (o, v) => o with { UseMissing = v }),
        Switch("zero_as_missing", [], o => o.ZeroAsMissing, (o, v) => o with { ZeroAsMissing = v }),
        Switch("feature_pre_filter", [], o => o.FeaturePreFilter, (o, v) => o with { FeaturePreFilter = v }),
        Number("scale_pos_weight", [], o => o.ScalePosWeight, (o, v) => o with { ScalePosWeight = v }, double.Epsilon),
        Number("sigmoid", [], o => o.Sigmoid, (o, v) => o with { Sigmoid = v }, double.Epsilon),
        Switch("boost_from_average", [], o => o.BoostFromAverage, (o, v) => o with { BoostFromAverage = v }),
    ];

    private static ValueOption<int> Integer(
        string name, string[] aliases, Func<BoosterOptions, int> get, Func<BoosterOptions, int, BoosterOptions> set, int least, int most = int.MaxValue) =>
        new(name, aliases, get, set, IntegerValue.Instance, value => value >= least && value <= most);

    private static ValueOption<double> Number(
        string name, string[] aliases, Func<BoosterOptions, double> get, Func<BoosterOptions, double, BoosterOptions> set, double least, double most = double.MaxValue) =>
        new(name, aliases, get, set, NumberValue.Instance, value => value >= least && value <= most);

    private static ValueOption<bool> Switch(
        string name, string[] aliases, Func<BoosterOptions, bool> get, Func<BoosterOptions, bool, BoosterOptions> set) =>
        new(name, aliases, get, set, SwitchValue.Instance, _ => true);

    private static ValueOption<T> Names<T>(
        string name, string[] aliases, Func<BoosterOptions, T> get, Func<BoosterOptions, T, BoosterOptions> set, NameValue<T> names)
        where T : struct, Enum =>
        new(name, aliases, get, set, names, Enum.IsDefined);
}
