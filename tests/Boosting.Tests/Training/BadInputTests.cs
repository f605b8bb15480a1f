namespace EnclaveCleanRoom.Boosting.Tests.Training;

/// <summary>Data as it should not be: refused by name, or trained on without harm.</summary>
public sealed class BadInputTests
{
    private const int Rows = 400;

    [Theory]
    [InlineData("binary", double.NaN)]
    [InlineData("cross_entropy", double.PositiveInfinity)]
    [InlineData("regression", double.NaN)]
    [InlineData("regression", double.NegativeInfinity)]
    [InlineData("quantile", double.PositiveInfinity)]
    [InlineData("gamma", double.NaN)]
    [InlineData("multiclass num_class=3", double.NaN)]
    public void A_label_that_is_no_number_is_refused_by_every_objective_in_training_and_in_validation(string objective, double label)
    {
        BoosterOptions options = Options($"objective={objective}");
        double[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % 2 + (objective == "gamma" ? 0.5 : 0))];
        TrainingData train = TrainingData.Create(Good, labels, default, options);
        double[] broken = [.. labels];
        broken[Rows - 1] = label;
        Assert.Equal(TrainingDataFault.LabelNotFinite, Fault(() => TrainingData.Create(Good, broken, default, options)));
        Assert.Equal(TrainingDataFault.LabelNotFinite, Fault(() => train.CreateValidation(Good, broken, default)));
        Assert.Equal(TrainingDataFault.LabelNotFinite, Fault(() => Trained.On(train, options).Refit(Good, new RowInformation { Labels = broken }, options)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7.25)]
    [InlineData(-1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_column_that_says_nothing_changes_no_prediction(double value)
    {
        double[] same = new double[Rows];
        Array.Fill(same, value);
        int[] category = [.. same.Select(number => double.IsNaN(number) ? -1 : 3)];
        BoosterOptions options = Options("num_trees=5");
        FeatureTable more = new(
            [FeatureColumn.Numeric("same", same), .. Good.Columns, FeatureColumn.Categorical("category", category)]);
        Booster booster = Trained.On(TrainingData.Create(more, Labels, default, options), options);
        double[] with = new double[Rows];
        booster.PredictRaw(more, with);
        double[] without = new double[Rows];
        Trained.On(TrainingData.Create(Good, Labels, default, options), options).PredictRaw(Good, without);
        Assert.Equal(without, with);
        Assert.All(booster.GetFeatureImportance().Where(entry => entry.Feature is "same" or "category"), entry => Assert.Equal(0, entry.Splits));
    }

    [Theory]
    [InlineData(4.0)]
    [InlineData(double.NaN)]
    public void Columns_that_all_say_nothing_leave_the_average(double value)
    {
        double[] same = new double[Rows];
        Array.Fill(same, value);
        FeatureTable features = new(FeatureColumn.Numeric("a", same), FeatureColumn.Numeric("b", same));
        BoosterOptions options = Options("num_trees=10");
        Booster booster = Trained.On(TrainingData.Create(features, Labels, default, options), options);
        Assert.Equal(1, booster.TreeCount);
        Assert.Equal(Labels.Average(), booster.PredictProbability([1, 2]), 1e-12);
        Assert.True(Booster.TryParse(booster.ToModelText(), out Booster? again, out _));
        Assert.Equal(booster.PredictRaw([1, 2]), again.PredictRaw([1, 2]));
    }

    [Theory]
    [InlineData("binary", 0)]
    [InlineData("binary", 1)]
    [InlineData("cross_entropy", 0)]
    [InlineData("cross_entropy", 1)]
    [InlineData("multiclass num_class=3", 2)]
    [InlineData("multiclassova num_class=3", 0)]
    [InlineData("poisson", 0)]
    [InlineData("tweedie", 0)]
    public void One_class_only_is_refused_where_there_are_classes(string objective, double label)
    {
        BoosterOptions options = Options($"objective={objective}");
        double[] labels = new double[Rows];
        Array.Fill(labels, label);
        Assert.Equal(TrainingDataFault.OneClassOnly, Fault(() => Trained.On(TrainingData.Create(Good, labels, default, options), options)));
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("regression_l1")]
    [InlineData("huber")]
    [InlineData("quantile")]
    public void One_number_only_is_what_is_predicted(string objective)
    {
        BoosterOptions options = Options($"objective={objective} num_trees=4");
        double[] labels = new double[Rows];
        Array.Fill(labels, 2.5);
        double[] predicted = new double[Rows];
        Trained.On(TrainingData.Create(Good, labels, default, options), options).Predict(Good, predicted);
        Assert.All(predicted, value => Assert.Equal(2.5, value, 1e-6));
    }

    [Fact]
    public void More_categories_than_bins_are_cut_to_the_frequent_ones_and_the_rest_goes_together()
    {
        // A thousand categories; those of the lowest numbers have most rows.
        TestRandom random = new(7);
        int[] codes = [.. Enumerable.Range(0, 20_000).Select(_ => (int)(1_000 * random.Next() * random.Next() * random.Next()))];
        double[] labels = [.. codes.Select(code => random.Next() < (code % 3 == 0 ? 0.7 : 0.2) ? 1.0 : 0)];
        FeatureTable features = new(FeatureColumn.Categorical("x", codes));
        BoosterOptions options = Options("num_trees=5 max_bin=16 min_data_per_group=1");
        Booster booster = Trained.On(TrainingData.Create(features, labels, default, options), options);
        double rest = booster.PredictRaw([double.NaN]);
        Assert.All((double[])[-1, 5_000, 1e12, double.PositiveInfinity], code => Assert.Equal(rest, booster.PredictRaw([code])));
        Assert.True(booster.PredictRaw([0]) > booster.PredictRaw([1]));
        double[] batch = new double[codes.Length];
        booster.PredictRaw(features, batch, threads: 2);
        Assert.All(Enumerable.Range(0, 200), row => Assert.Equal(booster.PredictRaw([codes[row]]), batch[row]));
    }

    [Fact]
    public void As_many_bins_as_two_bytes_number_tell_neighbouring_values_apart()
    {
        const int Distinct = 65_534;
        double[] values = [.. Enumerable.Range(0, 3 * Distinct).Select(row => 1.0 + (row % Distinct))];
        double[] labels = [.. values.Select(value => value is > 40_000 and <= 40_001 or > 65_000 ? 1.0 : 0)];
        FeatureTable features = new(FeatureColumn.Numeric("x", values));
        BoosterOptions options = Options("max_bin=65535 min_data_in_bin=1 bin_construct_sample_cnt=1000000 min_data_in_leaf=1 num_trees=3 learning_rate=1 num_leaves=8 num_threads=2");
        TrainingData data = TrainingData.Create(features, labels, default, options);
        Assert.Equal(65_535, data.Table.Columns[0].Mapper.BinCount);
        Booster booster = Trained.On(data, options);
        double[] predicted = new double[values.Length];
        booster.PredictProbability(features, predicted, threads: 2);
        Assert.Equal(1, BinaryMetrics.Auc(predicted, labels));
        Assert.True(booster.PredictRaw([40_001]) > booster.PredictRaw([40_000]) + 1);
        Assert.True(booster.PredictRaw([40_001]) > booster.PredictRaw([40_002]) + 1);
        Assert.False(BoosterOptions.TryParse("max_bin=65536", out _, out OptionRefusal? refusal));
        Assert.Equal(OptionRefusalReason.ValueOutOfRange, refusal.Reason);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused_wherever_they_are_given()
    {
        BoosterOptions options = Options("objective=multiclass num_class=3");
        double[] labels = [.. Enumerable.Range(0, Rows).Select(row => (double)(row % 3))];
        RowInformation rows = new() { Labels = labels };
        TrainingData train = TrainingData.Create(Good, rows, options);
        RowInformation[] broken =
        [
            rows with { Labels = labels.AsMemory(1) },
            rows with { Labels = default },
            rows with { Weights = new double[Rows - 1] },
            rows with { Groups = new int[Rows + 1] },
            rows with { InitialScores = new double[Rows] },
        ];
        Assert.All(broken, information => Assert.Equal(TrainingDataFault.LengthMismatch, Fault(() => TrainingData.Create(Good, information, options))));
        Assert.All(broken, information => Assert.Equal(TrainingDataFault.LengthMismatch, Fault(() => train.CreateValidation(Good, information))));
        Assert.Equal(TrainingDataFault.FeaturesDiffer, Fault(() => TrainingData.Create(Good, rows, options with { MaxBinByFeature = [10, 10] })));

        Booster booster = Trained.On(train, options);
        Assert.Throws<ArgumentException>(() => booster.Predict(Good, new double[Rows]));
        Assert.Throws<ArgumentException>(() => booster.PredictLeaves(Good, new int[Rows]));
        Assert.Throws<ArgumentException>(() => booster.PredictContributions(Good, new double[Rows]));
        Assert.Throws<ArgumentException>(() => booster.Predict([1.0], new double[3]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_score_to_start_from_that_is_no_number_is_refused(double score)
    {
        double[] scores = new double[Rows];
        scores[3] = score;
        TrainingDataFault fault = Fault(() => TrainingData.Create(Good, new RowInformation { Labels = Labels, InitialScores = scores }, Options("")));
        Assert.Equal(TrainingDataFault.InitialScoreNotFinite, fault);
    }

    private static FeatureTable Good { get; } = GeneratedRows.Mixed(Rows, seed: 44).Features;

    private static double[] Labels { get; } = GeneratedRows.Mixed(Rows, seed: 44).Labels;

    private static BoosterOptions Options(string text)
    {
        Assert.True(BoosterOptions.TryParse($"{(text.Contains("num_trees") ? "" : "num_trees=2")} {text}", out BoosterOptions? options, out OptionRefusal? refusal), refusal?.ToString());
        return options;
    }

    private static TrainingDataFault Fault(Action action) => Assert.Throws<TrainingDataException>(action).Fault;
}
