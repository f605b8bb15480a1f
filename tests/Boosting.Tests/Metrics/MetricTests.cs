namespace EnclaveCleanRoom.Boosting.Tests.Metrics;

public sealed class MetricTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Auc_is_the_share_of_pairs_in_the_right_order(bool weighted)
    {
        TestRandom random = new(weighted ? 1 : 2);
        double[] predictions = [.. Enumerable.Range(0, 200).Select(_ => Math.Round(random.Next(), 2))];
        double[] labels = [.. predictions.Select(prediction => random.Next() < prediction ? 1.0 : 0.0)];
        double[] weights = weighted ? [.. predictions.Select(_ => random.Next())] : [];
        double right = 0;
        double all = 0;
        for (int positive = 0; positive < 200; positive++)
        {
            for (int negative = 0; negative < 200; negative++)
            {
                if (labels[positive] == 1 && labels[negative] == 0)
                {
                    double weight = weighted ? weights[positive] * weights[negative] : 1;
                    int order = predictions[positive].CompareTo(predictions[negative]);
                    right += weight * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
                    all += weight;
                }
            }
        }

        Assert.Equal(right / all, BinaryMetrics.Auc(predictions, labels, weights), 1e-12);
    }

    [Fact]
    public void Auc_of_perfect_reversed_and_constant_predictions_is_one_zero_and_a_half()
    {
        double[] labels = [0, 0, 1, 1];
        Assert.Equal(1, BinaryMetrics.Auc([0.1, 0.2, 0.3, 0.4], labels));
        Assert.Equal(0, BinaryMetrics.Auc([0.4, 0.3, 0.2, 0.1], labels));
        Assert.Equal(0.5, BinaryMetrics.Auc([7, 7, 7, 7], labels));
        Assert.Equal(double.NaN, BinaryMetrics.Auc([1, 2], [1, 1]));
    }

    [Fact]
    public void Log_loss_is_the_mean_of_negative_logarithms()
    {
        double expected = -(Math.Log(0.8) + (3 * Math.Log(0.6))) / 4;
        Assert.Equal(expected, BinaryMetrics.LogLoss([0.8, 0.4], [1, 0], [1, 3]), 1e-15);
        Assert.Equal(-Math.Log(1e-15), BinaryMetrics.LogLoss([0], [1]), 1e-12);
        Assert.Equal(0, BinaryMetrics.LogLoss([0, 1], [0, 1]));
    }

    [Fact]
    public void Normalised_entropy_of_the_mean_is_one()
    {
        double[] labels = [1, 0, 0, 0, 1];
        Assert.Equal(1, BinaryMetrics.NormalisedEntropy([0.4, 0.4, 0.4, 0.4, 0.4], labels), 1e-12);
        Assert.InRange(BinaryMetrics.NormalisedEntropy([0.8, 0.1, 0.1, 0.1, 0.8], labels), 0, 0.5);
    }

    [Fact]
    public void Calibration_is_predicted_over_observed()
    {
        Assert.Equal(2, BinaryMetrics.Calibration([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0]), 1e-12);
        Assert.Equal(0.5, BinaryMetrics.Calibration([0.5, 0.5], [1, 1], [1, 9]), 1e-12);
    }

    [Fact]
    public void Squared_error_is_weighted() => Assert.Equal((1 + (3 * 4)) / 4.0, RegressionMetrics.MeanSquaredError([1, 2], [0, 0], [1, 3]), 1e-15);

    [Theory]
    [InlineData(new[] { 0.5 }, new[] { 1.0, 0.0 }, new double[0])]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 1.0, 0.0 }, new[] { 1.0 })]
    [InlineData(new[] { double.NaN, 0.5 }, new[] { 1.0, 0.0 }, new double[0])]
    [InlineData(new[] { 1.5, 0.5 }, new[] { 1.0, 0.0 }, new double[0])]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 1.0, 2.0 }, new double[0])]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 1.0, double.NaN }, new double[0])]
    [InlineData(new[] { 0.5, 0.5 }, new[] { 1.0, 0.0 }, new[] { 1.0, -1.0 })]
    public void What_is_no_probability_label_or_weight_is_refused(double[] predictions, double[] labels, double[] weights)
    {
        Assert.Throws<ArgumentException>(() => BinaryMetrics.LogLoss(predictions, labels, weights));
        Assert.Throws<ArgumentException>(() => BinaryMetrics.Calibration(predictions, labels, weights));
        Assert.Throws<ArgumentException>(() => BinaryMetrics.NormalisedEntropy(predictions, labels, weights));
    }
}
