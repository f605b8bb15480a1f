namespace EnclaveCleanRoom.Boosting.Tests.Training;

/// <summary>What cannot be trained on is refused by name, whichever step notices.</summary>
public sealed class TrainingDataFaultTests
{
    private static readonly BoosterOptions s_options = new() { NumIterations = 2, MinDataInLeaf = 1 };
    private static readonly double[] s_values = [1, 2, 3, 4];
    private static readonly double[] s_labels = [0, 1, 0, 1];

    [Fact]
    public void No_rows_are_refused() => Refused(TrainingDataFault.NoRows, [], [], []);

    [Fact]
    public void Fewer_labels_than_rows_are_refused() => Refused(TrainingDataFault.LengthMismatch, s_values, [0, 1], []);

    [Fact]
    public void Fewer_weights_than_rows_are_refused() => Refused(TrainingDataFault.LengthMismatch, s_values, s_labels, [1]);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_label_that_is_not_finite_is_refused(double label) => Refused(TrainingDataFault.LabelNotFinite, s_values, [0, 1, label, 1], []);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void A_weight_that_is_negative_or_not_finite_is_refused(double weight) =>
        Refused(TrainingDataFault.WeightNotAllowed, s_values, s_labels, [1, 1, weight, 1]);

    [Fact]
    public void Weights_of_zero_only_are_refused() => Refused(TrainingDataFault.NoWeight, s_values, s_labels, [0, 0, 0, 0]);

    [Fact]
    public void A_class_of_weight_zero_is_refused() => Refused(TrainingDataFault.NoWeight, s_values, s_labels, [1, 0, 1, 0]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void One_class_only_is_refused(double label) => Refused(TrainingDataFault.OneClassOnly, s_values, [label, label, label, label], []);

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(0.5)]
    public void A_label_other_than_zero_and_one_is_refused_by_binary(double label) =>
        Refused(TrainingDataFault.LabelOutOfRange, s_values, [0, 1, label, 1], []);

    [Fact]
    public void A_label_above_one_is_refused_by_cross_entropy() =>
        Refused(TrainingDataFault.LabelOutOfRange, s_values, [0, 0.5, 1.5, 1], [], s_options with { Objective = Objective.CrossEntropy });

    [Fact]
    public void Gradients_that_overflow_are_refused() =>
        Refused(TrainingDataFault.LabelOutOfRange, s_values, [-3e38, 3e38, 0, 3e38], [3e38, 3e38, 3e38, 3e38], s_options with { Objective = Objective.Regression });

    [Fact]
    public void Other_bins_than_the_options_ask_for_are_refused()
    {
        TrainingData data = TrainingData.Create(Table(s_values), s_labels, default, s_options);
        Assert.Equal(TrainingDataFault.BinnedDifferently, Fault(() => Trained.On(data, s_options with { MaxBin = 15 })));
    }

    [Fact]
    public void Validation_data_with_bins_of_its_own_is_refused()
    {
        TrainingData data = TrainingData.Create(Table(s_values), s_labels, default, s_options);
        TrainingData other = TrainingData.Create(Table(s_values), s_labels, default, s_options);
        Assert.Equal(TrainingDataFault.BinnedDifferently, Fault(() => Trained.On(data, s_options, other)));
    }

    [Fact]
    public void Validation_features_of_another_name_kind_or_number_are_refused()
    {
        TrainingData data = TrainingData.Create(Table(s_values), s_labels, default, s_options);
        FeatureTable[] others =
        [
            new(FeatureColumn.Numeric("y", s_values)),
            new(FeatureColumn.Categorical("x", new int[4])),
            new(FeatureColumn.Numeric("x", s_values), FeatureColumn.Numeric("y", s_values)),
        ];
        Assert.All(others, other => Assert.Equal(TrainingDataFault.FeaturesDiffer, Fault(() => data.CreateValidation(other, s_labels, default))));
    }

    [Fact]
    public void Early_stopping_without_validation_data_is_refused()
    {
        BoosterOptions options = s_options with { EarlyStoppingRound = 3 };
        TrainingData data = TrainingData.Create(Table(s_values), s_labels, default, options);
        Assert.Equal(TrainingDataFault.NoValidationData, Fault(() => Trained.On(data, options)));
    }

    [Fact]
    public void A_metric_of_one_class_is_refused()
    {
        BoosterOptions options = s_options with { Metrics = [Metric.Auc] };
        TrainingData data = TrainingData.Create(Table(s_values), s_labels, default, options);
        TrainingData validation = data.CreateValidation(Table(s_values), [1, 1, 1, 1], default);
        Assert.Equal(TrainingDataFault.OneClassOnly, Fault(() => Trained.On(data, options, validation)));
    }

    [Fact]
    public void More_categories_than_two_bytes_can_number_are_refused()
    {
        int[] codes = [.. Enumerable.Range(0, 140_000).Select(row => row / 2)];
        double[] labels = [.. codes.Select(code => (double)(code % 2))];
        BoosterOptions options = s_options with { MinDataInBin = 1 };
        FeatureTable features = new(FeatureColumn.Categorical("x", codes));
        Assert.Equal(TrainingDataFault.TooManyCategories, Fault(() => TrainingData.Create(features, labels, default, options)));
    }

    [Fact]
    public void Columns_of_different_lengths_or_of_one_name_are_refused()
    {
        FeatureColumn x = FeatureColumn.Numeric("x", s_values);
        Assert.Throws<ArgumentException>(() => new FeatureTable(x, FeatureColumn.Numeric("y", new double[3])));
        Assert.Throws<ArgumentException>(() => new FeatureTable(x, FeatureColumn.Categorical("x", new int[4])));
        Assert.Throws<ArgumentException>(() => new FeatureTable());
        Assert.Throws<ArgumentException>(() => FeatureColumn.Numeric("a b", s_values));
    }

    [Fact]
    public void Predictions_of_other_columns_or_lengths_are_refused()
    {
        Booster booster = Trained.On(TrainingData.Create(Table(s_values), s_labels, default, s_options), s_options);
        Assert.Throws<ArgumentException>(() => booster.PredictRaw([1, 2]));
        Assert.Throws<ArgumentException>(() => booster.PredictRaw(Table(s_values), new double[3]));
        Assert.Throws<ArgumentException>(() => booster.PredictRaw(new FeatureTable(FeatureColumn.Numeric("y", s_values)), new double[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => booster.PredictRaw(Table(s_values), new double[4], threads: 0));
    }

    private static FeatureTable Table(double[] values) => new(FeatureColumn.Numeric("x", values));

    private static void Refused(TrainingDataFault fault, double[] values, double[] labels, double[] weights, BoosterOptions? options = null) =>
        Assert.Equal(fault, Fault(() => Trained.On(TrainingData.Create(Table(values), labels, weights, options ?? s_options), options ?? s_options)));

    private static TrainingDataFault Fault(Action action) => Assert.Throws<TrainingDataException>(action).Fault;
}
