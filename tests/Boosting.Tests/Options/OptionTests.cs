using EnclaveCleanRoom.Boosting.Options;

namespace EnclaveCleanRoom.Boosting.Tests.Options;

public sealed class OptionTests
{
    [Fact]
    public void Names_and_aliases_and_comments_are_understood()
    {
        BoosterOptions options = Read("""
            # a configuration file
            objective=binary metric=auc   boosting=gbdt
            n_estimators=30  eta=0.05   # two aliases
            num_leaf=63 sub_row=0.5 subsample_freq=1 colsample_bytree=0.7
            reg_lambda=2 use_missing=false verbose=-1
            """);
        BoosterOptions expected = new()
        {
            Metrics = [Metric.Auc],
            NumIterations = 30,
            LearningRate = 0.05,
            NumLeaves = 63,
            BaggingFraction = 0.5,
            BaggingFreq = 1,
            FeatureFraction = 0.7,
            LambdaL2 = 2,
            UseMissing = false,
        };
        Assert.Equal(expected, options);
        Assert.Equal(BoosterOptions.Default, Read(""));
    }

    [Theory]
    [InlineData("num_leafs=3", OptionRefusalReason.UnknownName, "num_leaf")]
    [InlineData("Num_Leaves=3", OptionRefusalReason.UnknownName, "num_leaves")]
    [InlineData("lamda_l1=3", OptionRefusalReason.UnknownName, "lambda_l1")]
    [InlineData("num_leaves", OptionRefusalReason.NotNameAndValue, null)]
    [InlineData("=3", OptionRefusalReason.NotNameAndValue, null)]
    [InlineData("num_leaves=3.5", OptionRefusalReason.MalformedValue, null)]
    [InlineData("num_leaves=", OptionRefusalReason.MalformedValue, null)]
    [InlineData("num_leaves=99999999999", OptionRefusalReason.MalformedValue, null)]
    [InlineData("use_missing=maybe", OptionRefusalReason.MalformedValue, null)]
    [InlineData("learning_rate=fast", OptionRefusalReason.MalformedValue, null)]
    [InlineData("learning_rate=0", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("learning_rate=NaN", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("learning_rate=1e999", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("num_leaves=1", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("max_bin=65536", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("bagging_fraction=1.01", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("feature_fraction=0", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("num_threads=0", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("boosting=dart", OptionRefusalReason.Unsupported, null)]
    [InlineData("objective=lambdarank", OptionRefusalReason.Unsupported, null)]
    [InlineData("metric=ndcg", OptionRefusalReason.Unsupported, null)]
    [InlineData("linear_tree=true", OptionRefusalReason.Unsupported, null)]
    [InlineData("boosting=rf", OptionRefusalReason.Unsupported, null)]
    [InlineData("monotone_constraints=1,2", OptionRefusalReason.ValueOutOfRange, null)]
    [InlineData("monotone_constraints=up", OptionRefusalReason.MalformedValue, null)]
    [InlineData("interaction_constraints=[0,1", OptionRefusalReason.MalformedValue, null)]
    [InlineData("seed=one", OptionRefusalReason.MalformedValue, null)]
    [InlineData("num_trees=3 num_iterations=3", OptionRefusalReason.NamedTwice, null)]
    public void What_is_not_understood_is_refused(string text, OptionRefusalReason reason, string? nearest)
    {
        Assert.False(BoosterOptions.TryParse(text, out BoosterOptions? options, out OptionRefusal? refusal));
        Assert.Null(options);
        Assert.Equal((reason, nearest), (refusal.Reason, refusal.Nearest));
        Assert.Contains(refusal.Name, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_written_default_is_read_back()
    {
        string text = string.Join('\n', OptionTable.All.Where(option => option is not SeedOption).Select(option => $"{option.Name}={option.Write(BoosterOptions.Default)}"));
        Assert.Equal(BoosterOptions.Default, Read(text));
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_training_too()
    {
        Assert.Throws<ArgumentOutOfRangeException>((BoosterOptions.Default with { NumLeaves = 1 }).Validate);
        Assert.Throws<ArgumentOutOfRangeException>((BoosterOptions.Default with { LearningRate = double.NaN }).Validate);
        Assert.Throws<ArgumentOutOfRangeException>((BoosterOptions.Default with { Objective = (Objective)77 }).Validate);
        FeatureTable features = new(FeatureColumn.Numeric("x", new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrainingData.Create(features, [0, 1], default, BoosterOptions.Default with { MaxBin = 1 }));
    }

    [Fact]
    public void Spaces_may_stand_around_the_equals_sign() =>
        Assert.Equal(BoosterOptions.Default with { NumLeaves = 7, MaxBin = 63, Metrics = [Metric.Auc, Metric.BinaryLogLoss] }, Read("num_leaves = 7 max_bin =63\n metric= auc,binary_logloss"));

    [Fact]
    public void Lists_are_understood()
    {
        BoosterOptions options = Read("mc=1,0,-1 interaction_constraints=[0,1],[2] objective=multiclass num_class=3 max_bin_by_feature=3,4,5");
        Assert.Equal([1, 0, -1], options.MonotoneConstraints);
        Assert.Equal([[0, 1], [2]], options.InteractionConstraints);
        Assert.Equal([3, 4, 5], options.MaxBinByFeature);
    }

    [Fact]
    public void One_seed_gives_the_seeds_that_the_native_program_draws_from_it_and_those_given_by_name_stay()
    {
        BoosterOptions options = Read("bagging_seed=9 seed=42");
        Assert.Equal(BoosterOptions.Default.WithSeed(42) with { BaggingSeed = 9 }, options);
        Assert.Equal((175, 400, 30_056), (options.DataRandomSeed, BoosterOptions.Default.WithSeed(42).BaggingSeed, options.FeatureFractionSeed));
    }

    [Fact]
    public void Goss_is_understood_as_a_kind_of_boosting_as_well() =>
        Assert.Equal(BoosterOptions.Default with { DataSampleStrategy = SamplingStrategy.Goss }, Read("boosting=goss"));

    [Theory]
    [InlineData("objective=multiclass")]
    [InlineData("num_class=3")]
    [InlineData("metric=multi_logloss")]
    [InlineData("objective=multiclass num_class=3 metric=auc")]
    [InlineData("is_unbalance=true scale_pos_weight=2")]
    [InlineData("objective=quantile alpha=1")]
    [InlineData("boosting=goss bagging_fraction=0.5 bagging_freq=1")]
    [InlineData("boosting=goss top_rate=0.8 other_rate=0.3")]
    [InlineData("objective=multiclass num_class=3 auc_mu_weights=0,1")]
    [InlineData("objective=poisson reg_sqrt=true")]
    public void Options_that_contradict_each_other_are_refused(string text)
    {
        Assert.False(BoosterOptions.TryParse(text, out _, out OptionRefusal? refusal));
        Assert.Equal(OptionRefusalReason.Conflict, refusal.Reason);
    }

    [Fact]
    public void The_examples_that_come_with_lightgbm_are_understood() => Read("""
        objective = binary
        boosting_type = gbdt
        metric = binary_logloss,auc
        max_bin = 255
        num_trees = 100
        learning_rate = 0.1
        num_leaves = 63
        tree_learner = serial
        feature_fraction = 0.8
        bagging_freq = 5
        bagging_fraction = 0.8
        min_data_in_leaf = 50
        min_sum_hessian_in_leaf = 5.0
        is_enable_sparse = true
        use_two_round_loading = false
        num_machines = 1
        local_listen_port = 12400
        machine_list_file = mlist.txt
        force_col_wise = true
        """);

    [Fact]
    public void The_documented_table_is_the_table_of_the_code() => OptionDocument.Check();

    [Fact]
    public void The_documented_metrics_are_those_of_the_code() => OptionDocument.CheckMetrics();

    private static BoosterOptions Read(string text)
    {
        Assert.True(BoosterOptions.TryParse(text, out BoosterOptions? options, out OptionRefusal? refusal), refusal?.ToString());
        return options;
    }
}
