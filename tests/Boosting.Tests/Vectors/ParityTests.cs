namespace EnclaveCleanRoom.Boosting.Tests.Vectors;

/// <summary>Models trained here beside models the native program trained on the same data with the same options.</summary>
public sealed class ParityTests
{
    private readonly ITestOutputHelper _output;

    public ParityTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void Categorical_clicks_are_ranked_as_well_as_by_the_native_program()
    {
        BoosterOptions options = new() { NumIterations = 30, NumThreads = 2 };
        LabelledRows test = LightGbmVectors.Avazu("test");
        Booster booster = Trained.On(LightGbmVectors.Avazu("train").ToTrainingData(options), options);
        Figures ours = Figures.Of(Predict(booster, test), test);
        Figures native = Figures.Of(LightGbmVectors.Predictions("avazu30"), test);
        _output.WriteLine($"ours {ours}, native {native}");
        Assert.True(ours.Auc >= 0.680, ours.ToString());
        Assert.Equal(native.Auc, ours.Auc, 0.002);
        Assert.Equal(native.LogLoss, ours.LogLoss, 0.001);
    }

    [Fact]
    public void Numeric_rows_are_predicted_as_by_the_native_program()
    {
        BoosterOptions options = new() { NumIterations = 20, NumLeaves = 15, NumThreads = 2 };
        LabelledRows test = LightGbmVectors.Binary("test");
        Booster booster = Trained.On(LightGbmVectors.Binary("train").ToTrainingData(options), options);
        Figures ours = Figures.Of(Predict(booster, test), test);
        Figures native = Figures.Of(LightGbmVectors.Predictions("binary20"), test);
        _output.WriteLine($"ours {ours}, native {native}");
        Assert.Equal(native.Auc, ours.Auc, 0.002);
        Assert.Equal(native.LogLoss, ours.LogLoss, 0.001);
    }

    private static double[] Predict(Booster booster, LabelledRows rows)
    {
        double[] predicted = new double[rows.Features.RowCount];
        booster.PredictProbability(rows.Features, predicted, threads: 2);
        return predicted;
    }

    private sealed record Figures(double Auc, double LogLoss)
    {
        public static Figures Of(double[] predictions, LabelledRows rows) =>
            new(BinaryMetrics.Auc(predictions, rows.Labels), BinaryMetrics.LogLoss(predictions, rows.Labels));
    }
}
