namespace EnclaveCleanRoom.Boosting.Tests.Metrics;

public sealed class RankingMetricTests
{
    private static readonly double[] s_scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];
    private static readonly double[] s_labels = [1, 0, 1, 0, 0, 1];

    [Fact]
    public void Average_precision_is_the_mean_precision_at_the_positive_rows() =>
        Assert.Equal((1.0 + (2.0 / 3) + (3.0 / 6)) / 3, BinaryMetrics.AveragePrecision(s_scores, s_labels), 1e-12);

    [Fact]
    public void Rows_of_one_score_count_as_one_step() =>
        Assert.Equal(0.5, BinaryMetrics.AveragePrecision([1, 1, 1, 1], [1, 0, 1, 0]), 1e-12);

    [Fact]
    public void Auc_within_groups_is_weighted_by_rows_and_leaves_out_groups_of_one_class()
    {
        int[] groups = [7, 7, 3, 3, 3, 9];
        double expected = ((2 * 1.0) + (3 * BinaryMetrics.Auc([0.7, 0.6, 0.5], [1, 0, 0]))) / 5;
        Assert.Equal(expected, BinaryMetrics.GroupAuc(s_scores, s_labels, groups), 1e-12);
        Assert.True(double.IsNaN(BinaryMetrics.GroupAuc(s_scores, s_labels, [1, 2, 3, 4, 5, 6])));
        Assert.Throws<ArgumentException>(() => BinaryMetrics.GroupAuc(s_scores, s_labels, [1]));
    }

    [Fact]
    public void Groups_need_not_stand_together() => Assert.Equal(
        BinaryMetrics.GroupAuc([5, 4, 3, 9], [1, 0, 1, 0], [1, 1, 2, 2]),
        BinaryMetrics.GroupAuc([5, 9, 4, 3], [1, 0, 0, 1], [1, 2, 1, 2]),
        1e-12);

    [Fact]
    public void Two_classes_are_told_apart_as_by_the_plain_area()
    {
        double[] scores = [.. s_scores.SelectMany(score => new[] { -score, score })];
        Assert.Equal(BinaryMetrics.Auc(s_scores, s_labels), MulticlassMetrics.AucMu(scores, [1, 0, 1, 0, 0, 1]), 1e-12);
    }

    [Fact]
    public void Early_stopping_ends_at_the_best_iteration_of_the_metric_that_waited_longest()
    {
        Boosting.Training.EarlyStopping stopping = new(new BoosterOptions { EarlyStoppingRound = 2, Metrics = [Metric.Auc, Metric.BinaryLogLoss] });
        double[] aucs = [0.5, 0.6, 0.7, 0.8];
        double[] losses = [0.4, 0.3, 0.35, 0.3];
        int?[] stops = [.. aucs.Select((auc, i) => stopping.Report([new(1, Metric.Auc, auc), new(1, Metric.BinaryLogLoss, losses[i])], i + 1))];
        Assert.Equal([null, null, null, 2], stops);
    }

    [Fact]
    public void Only_the_first_metric_counts_when_it_is_said_so_and_small_steps_do_not()
    {
        BoosterOptions options = new() { EarlyStoppingRound = 2, Metrics = [Metric.Auc, Metric.BinaryLogLoss], FirstMetricOnly = true, EarlyStoppingMinDelta = 0.05 };
        Boosting.Training.EarlyStopping stopping = new(options);
        double[] aucs = [0.5, 0.6, 0.64, 0.645];
        int?[] stops = [.. aucs.Select((auc, i) => stopping.Report([new(0, Metric.Auc, 0), new(1, Metric.Auc, auc), new(1, Metric.BinaryLogLoss, i)], i + 1))];
        Assert.Equal([null, null, null, 2], stops);
    }
}
