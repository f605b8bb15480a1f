namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>All options, in the order in which LightGBM lists them in a model file. The one source for reading, writing and ranges.</summary>
internal static class OptionTable
{
    private static readonly NameValue<Objective> s_objectives = new(
        (Objective.Binary, ["binary"]),
        (Objective.CrossEntropy, ["cross_entropy", "xentropy"]),
        (Objective.Regression, ["regression", "regression_l2", "l2", "mean_squared_error", "mse", "l2_root", "root_mean_squared_error", "rmse"]),
        (Objective.RegressionL1, ["regression_l1", "l1", "mean_absolute_error", "mae"]),
        (Objective.Huber, ["huber"]),
        (Objective.Fair, ["fair"]),
        (Objective.Poisson, ["poisson"]),
        (Objective.Quantile, ["quantile"]),
        (Objective.Mape, ["mape", "mean_absolute_percentage_error"]),
        (Objective.Gamma, ["gamma"]),
        (Objective.Tweedie, ["tweedie"]),
        (Objective.Multiclass, ["multiclass", "softmax"]),
        (Objective.MulticlassOva, ["multiclassova", "multiclass_ova", "ova", "ovr"]),
        (Objective.Custom, ["custom", "none", "null", "na"]));

    private static readonly NameValue<SamplingStrategy> s_strategies = new(
        (SamplingStrategy.Bagging, ["bagging"]),
        (SamplingStrategy.Goss, ["goss"]));

    /// <summary>The metrics by their names.</summary>
    public static NameValue<Metric> Metrics { get; } = new(
        (Metric.None, ["none", "null", "custom", "na"]),
        (Metric.Auc, ["auc"]),
        (Metric.AveragePrecision, ["average_precision"]),
        (Metric.BinaryLogLoss, ["binary_logloss", "binary"]),
        (Metric.BinaryError, ["binary_error"]),
        (Metric.CrossEntropy, ["cross_entropy", "xentropy"]),
        (Metric.KullbackLeibler, ["kullback_leibler", "kldiv"]),
        (Metric.L1, ["l1", "mean_absolute_error", "mae", "regression_l1"]),
        (Metric.L2, ["l2", "mean_squared_error", "mse", "regression_l2", "regression"]),
        (Metric.Rmse, ["rmse", "root_mean_squared_error", "l2_root"]),
        (Metric.Quantile, ["quantile"]),
        (Metric.Huber, ["huber"]),
        (Metric.Fair, ["fair"]),
        (Metric.Poisson, ["poisson"]),
        (Metric.Mape, ["mape", "mean_absolute_percentage_error"]),
        (Metric.Gamma, ["gamma"]),
        (Metric.GammaDeviance, ["gamma_deviance"]),
        (Metric.Tweedie, ["tweedie"]),
        (Metric.MultiLogLoss, ["multi_logloss", "multiclass", "softmax", "multiclassova", "multiclass_ova", "ova", "ovr"]),
        (Metric.MultiError, ["multi_error"]),
        (Metric.AucMu, ["auc_mu"]),
        (Metric.NormalisedEntropy, ["normalised_entropy", "normalized_entropy"]),
        (Metric.GroupAuc, ["group_auc", "gauc"]),
        (Metric.Calibration, ["calibration"]),
        (Metric.CalibrationError, ["calibration_error"]));

    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        new BoostingOption(),
        Names("objective", ["objective_type", "app", "application", "loss"], o => o.Objective, (o, v) => o with { Objective = v }, s_objectives),
        List("metric", ["metrics", "metric_types"], o => o.Metrics, (o, v) => o with { Metrics = [.. v.Distinct()] }, Metrics, Enum.IsDefined),
        new FixedOption("tree_learner", ["tree", "tree_type", "tree_learner_type"], "serial"),
        new FixedOption("device_type", ["device"], "cpu"),
        Names("data_sample_strategy", [], o => o.DataSampleStrategy, (o, v) => o with { DataSampleStrategy = v }, s_strategies),
        new SeedOption(),
        Integer("num_iterations", ["num_iteration", "n_iter", "num_tree", "num_trees", "num_round", "num_rounds", "nrounds", "num_boost_round", "n_estimators", "max_iter"],
            o => o.NumIterations, (o, v) => o with { NumIterations = v }, 0, 100_000),
        Number("learning_rate", ["shrinkage_rate", "eta"], o => o.LearningRate, (o, v) => o with { LearningRate = v }, double.Epsilon),
        Integer("num_leaves", ["num_leaf", "max_leaves", "max_leaf", "max_leaf_nodes"], o => o.NumLeaves, (o, v) => o with { NumLeaves = v }, 2, 131_072),
        Integer("num_threads", ["num_thread", "nthread", "nthreads", "n_jobs"], o => o.NumThreads, (o, v) => o with { NumThreads = v }, 1, 256),
        new IgnoredOption("deterministic"),
        new IgnoredOption("force_col_wise"),
        new IgnoredOption("force_row_wise"),
        new IgnoredOption("histogram_pool_size", "hist_pool_size"),
        Integer("max_depth", [], o => o.MaxDepth, (o, v) => o with { MaxDepth = v }, int.MinValue),
        Integer("min_data_in_leaf", ["min_data_per_leaf", "min_data", "min_child_samples", "min_samples_leaf"], o => o.MinDataInLeaf, (o, v) => o with { MinDataInLeaf = v }, 0),
        Number("min_sum_hessian_in_leaf", ["min_sum_hessian_per_leaf", "min_sum_hessian", "min_hessian", "min_child_weight"],
            o => o.MinSumHessianInLeaf, (o, v) => o with { MinSumHessianInLeaf = v }, 0),
        Number("bagging_fraction", ["sub_row", "subsample", "bagging"], o => o.BaggingFraction, (o, v) => o with { BaggingFraction = v }, double.Epsilon, 1),
        Number("pos_bagging_fraction", ["pos_sub_row", "pos_subsample", "pos_bagging"],
            o => o.PosBaggingFraction, (o, v) => o with { PosBaggingFraction = v }, double.Epsilon, 1),
        Number("neg_bagging_fraction", ["neg_sub_row", "neg_subsample", "neg_bagging"],
            o => o.NegBaggingFraction, (o, v) => o with { NegBaggingFraction = v }, double.Epsilon, 1),
        Integer("bagging_freq", ["subsample_freq"], o => o.BaggingFreq, (o, v) => o with { BaggingFreq = v }, 0),
        Integer("bagging_seed", ["bagging_fraction_seed"], o => o.BaggingSeed, (o, v) => o with { BaggingSeed = v }, int.MinValue),
        Number("feature_fraction", ["sub_feature", "colsample_bytree"], o => o.FeatureFraction, (o, v) => o with { FeatureFraction = v }, double.Epsilon, 1),
        Number("feature_fraction_bynode", ["sub_feature_bynode", "colsample_bynode"],
            o => o.FeatureFractionBynode, (o, v) => o with { FeatureFractionBynode = v }, double.Epsilon, 1),
        Integer("feature_fraction_seed", [], o => o.FeatureFractionSeed, (o, v) => o with { FeatureFractionSeed = v }, int.MinValue),
        Switch("extra_trees", ["extra_tree"], o => o.ExtraTrees, (o, v) => o with { ExtraTrees = v }),
        Integer("extra_seed", [], o => o.ExtraSeed, (o, v) => o with { ExtraSeed = v }, int.MinValue),
        Integer("early_stopping_round", ["early_stopping_rounds", "early_stopping", "n_iter_no_change"],
            o => o.EarlyStoppingRound, (o, v) => o with { EarlyStoppingRound = v }, int.MinValue),
        Number("early_stopping_min_delta", [], o => o.EarlyStoppingMinDelta, (o, v) => o with { EarlyStoppingMinDelta = v }, 0),
        Switch("first_metric_only", [], o => o.FirstMetricOnly, (o, v) => o with { FirstMetricOnly = v }),
        Number("max_delta_step", ["max_tree_output", "max_leaf_output"], o => o.MaxDeltaStep, (o, v) => o with { MaxDeltaStep = v }, double.MinValue),
        Number("lambda_l1", ["reg_alpha", "l1_regularization"], o => o.LambdaL1, (o, v) => o with { LambdaL1 = v }, 0),
        Number("lambda_l2", ["reg_lambda", "lambda", "l2_regularization"], o => o.LambdaL2, (o, v) => o with { LambdaL2 = v }, 0),
        Number("min_gain_to_split", ["min_split_gain"], o => o.MinGainToSplit, (o, v) => o with { MinGainToSplit = v }, 0),
        Number("top_rate", [], o => o.TopRate, (o, v) => o with { TopRate = v }, double.Epsilon, 1),
        Number("other_rate", [], o => o.OtherRate, (o, v) => o with { OtherRate = v }, double.Epsilon, 1),
        Integer("min_data_per_group", [], o => o.MinDataPerGroup, (o, v) => o with { MinDataPerGroup = v }, 1),
        Integer("max_cat_threshold", [], o => o.MaxCatThreshold, (o, v) => o with { MaxCatThreshold = v }, 1),
        Number("cat_l2", [], o => o.CatL2, (o, v) => o with { CatL2 = v }, 0),
        Number("cat_smooth", [], o => o.CatSmooth, (o, v) => o with { CatSmooth = v }, 0),
        Integer("max_cat_to_onehot", [], o => o.MaxCatToOnehot, (o, v) => o with { MaxCatToOnehot = v }, 1),
        List("monotone_constraints", ["mc", "monotone_constraint", "monotonic_cst"],
            o => o.MonotoneConstraints, (o, v) => o with { MonotoneConstraints = v }, IntegerValue.Instance, direction => direction is >= -1 and <= 1),
        new FixedOption("monotone_constraints_method", ["monotone_constraining_method", "mc_method"], "basic"),
        Number("monotone_penalty", ["monotone_splits_penalty", "ms_penalty", "mc_penalty"], o => o.MonotonePenalty, (o, v) => o with { MonotonePenalty = v }, 0),
        Number("refit_decay_rate", [], o => o.RefitDecayRate, (o, v) => o with { RefitDecayRate = v }, 0, 1),
        Number("path_smooth", [], o => o.PathSmooth, (o, v) => o with { PathSmooth = v }, 0),
        new ValueOption<OptionList<OptionList<int>>>(
            "interaction_constraints", [], o => o.InteractionConstraints, (o, v) => o with { InteractionConstraints = v }, new SetsValue(),
            value => value.All(set => set.Count > 0 && set.All(feature => feature >= 0))),
        new IgnoredOption("verbosity", "verbose"),
        Integer("max_bin", ["max_bins"], o => o.MaxBin, (o, v) => o with { MaxBin = v }, 2, 65_535),
        List("max_bin_by_feature", [], o => o.MaxBinByFeature, (o, v) => o with { MaxBinByFeature = v }, IntegerValue.Instance, bins => bins is >= 2 and <= 65_535),
        Integer("min_data_in_bin", [], o => o.MinDataInBin, (o, v) => o with { MinDataInBin = v }, 1),
        Integer("bin_construct_sample_cnt", ["subsample_for_bin"], o => o.BinConstructSampleCnt, (o, v) => o with { BinConstructSampleCnt = v }, 1),
        Integer("data_random_seed", ["data_seed"], o => o.DataRandomSeed, (o, v) => o with { DataRandomSeed = v }, int.MinValue),
        Switch("use_missing", [], o => o.UseMissing, (o, v) => o with { UseMissing = v }),
        Switch("zero_as_missing", [], o => o.ZeroAsMissing, (o, v) => o with { ZeroAsMissing = v }),
        Switch("feature_pre_filter", [], o => o.FeaturePreFilter, (o, v) => o with { FeaturePreFilter = v }),
        Integer("num_class", ["num_classes"], o => o.NumClass, (o, v) => o with { NumClass = v }, 1, 10_000),
        Switch("is_unbalance", ["unbalance", "unbalanced_sets"], o => o.IsUnbalance, (o, v) => o with { IsUnbalance = v }),
        Number("scale_pos_weight", [], o => o.ScalePosWeight, (o, v) => o with { ScalePosWeight = v }, double.Epsilon),
        Number("sigmoid", [], o => o.Sigmoid, (o, v) => o with { Sigmoid = v }, double.Epsilon),
        Switch("boost_from_average", [], o => o.BoostFromAverage, (o, v) => o with { BoostFromAverage = v }),
        Switch("reg_sqrt", [], o => o.RegSqrt, (o, v) => o with { RegSqrt = v }),
        Number("alpha", [], o => o.Alpha, (o, v) => o with { Alpha = v }, double.Epsilon),
        Number("fair_c", [], o => o.FairC, (o, v) => o with { FairC = v }, double.Epsilon),
        Number("poisson_max_delta_step", [], o => o.PoissonMaxDeltaStep, (o, v) => o with { PoissonMaxDeltaStep = v }, double.Epsilon),
        Number("tweedie_variance_power", [], o => o.TweedieVariancePower, (o, v) => o with { TweedieVariancePower = v }, 1, Math.BitDecrement(2)),
        List("auc_mu_weights", [], o => o.AucMuWeights, (o, v) => o with { AucMuWeights = v }, NumberValue.Instance, double.IsFinite),
        .. WithoutEffect.All,
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

    private static ValueOption<OptionList<T>> List<T>(
        string name, string[] aliases, Func<BoosterOptions, OptionList<T>> get, Func<BoosterOptions, OptionList<T>, BoosterOptions> set, OptionValue<T> entry, Func<T, bool> inRange) =>
        new(name, aliases, get, set, new ListValue<T>(entry), list => list.All(inRange));

    private static ValueOption<T> Names<T>(
        string name, string[] aliases, Func<BoosterOptions, T> get, Func<BoosterOptions, T, BoosterOptions> set, NameValue<T> names)
        where T : struct, Enum =>
        new(name, aliases, get, set, names, Enum.IsDefined);
}
