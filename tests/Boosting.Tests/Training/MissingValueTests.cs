namespace EnclaveCleanRoom.Boosting.Tests.Training;

public sealed class MissingValueTests
{
    private static readonly BoosterOptions s_options = new() { NumIterations = 1, NumLeaves = 2, MinDataInLeaf = 1 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Missing_values_go_where_their_labels_are(bool missingIsLikeLow)
    {
        double[] values = [.. Enumerable.Range(0, 90).Select(row => row % 3 == 0 ? double.NaN : row)];
        double[] labels = [.. values.Select(value => (double.IsNaN(value) ? missingIsLikeLow : value < 45) ? 1.0 : 0.0)];
        Booster booster = Train(values, labels, s_options);
        double low = booster.PredictRaw([1]);
        double high = booster.PredictRaw([80]);
        Assert.True(low > high);
        Assert.Equal(missingIsLikeLow ? low : high, booster.PredictRaw([double.NaN]));
        Assert.Contains(missingIsLikeLow ? "decision_type=10\n" : "decision_type=8\n", booster.ToModelText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_against_present_alone_is_a_split()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(row => row % 2 == 0 ? double.NaN : 7)];
        double[] labels = [.. Enumerable.Range(0, 60).Select(row => row % 2 == 0 ? 1.0 : row % 6 == 1 ? 1.0 : 0.0)];
        Booster booster = Train(values, labels, s_options);
        Assert.True(booster.PredictRaw([double.NaN]) > booster.PredictRaw([7]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Zero_can_be_what_is_missing(bool missingIsLikeLow)
    {
        double[] values = [.. Enumerable.Range(0, 90).Select(row => row % 3 == 0 ? 0 : row - 45.5)];
        double[] labels = [.. values.Select(value => (value == 0 ? missingIsLikeLow : value < 10) ? 1.0 : 0.0)];
        Booster booster = Train(values, labels, s_options with { ZeroAsMissing = true });
        double expected = booster.PredictRaw([missingIsLikeLow ? -40 : 40]);
        Assert.Equal(expected, booster.PredictRaw([0]));
        Assert.Equal(expected, booster.PredictRaw([double.NaN]));
        Assert.NotEqual(booster.PredictRaw([-40]), booster.PredictRaw([40]));
    }

    [Fact]
    public void Unused_missing_values_are_zeros()
    {
        double[] values = [.. Enumerable.Range(0, 90).Select(row => row % 3 == 0 ? double.NaN : row - 45.5)];
        double[] labels = [.. values.Select(value => value < -20 ? 1.0 : 0.0)];
        Booster booster = Train(values, labels, s_options with { UseMissing = false });
        Assert.Equal(booster.PredictRaw([0]), booster.PredictRaw([double.NaN]));
        Assert.Contains("decision_type=2\n", booster.ToModelText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_unknown_and_rare_categories_go_right()
    {
        int[] codes = [.. Enumerable.Range(0, 400).Select(row => row % 40 == 0 ? -1 : row % 4)];
        double[] labels = [.. codes.Select(code => code is 1 or 3 ? 1.0 : 0.0)];
        FeatureTable features = new(FeatureColumn.Categorical("x", codes));
        BoosterOptions options = s_options with { MinDataPerGroup = 1, MaxCatToOnehot = 1 };
        Booster booster = Trained.On(TrainingData.Create(features, labels, default, options), options);
        double right = booster.PredictRaw([double.NaN]);
        Assert.Equal(right, booster.PredictRaw([-5]));
        Assert.Equal(right, booster.PredictRaw([1_000_000]));
        Assert.Equal(right, booster.PredictRaw([double.PositiveInfinity]));
        Assert.NotEqual(booster.PredictRaw([0]), booster.PredictRaw([1]));
    }

    [Fact]
    public void Infinite_values_are_ordinary_ones()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(row => row % 2 == 0 ? double.NegativeInfinity : double.PositiveInfinity)];
        double[] labels = [.. Enumerable.Range(0, 60).Select(row => (double)(row % 2))];
        Booster booster = Train(values, labels, s_options);
        Assert.True(booster.PredictRaw([double.PositiveInfinity]) > booster.PredictRaw([double.NegativeInfinity]));
    }

    private static Booster Train(double[] values, double[] labels, BoosterOptions options) =>
        Trained.On(TrainingData.Create(new FeatureTable(FeatureColumn.Numeric("x", values)), labels, default, options), options);
}
