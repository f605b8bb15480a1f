using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>Makes the metrics that the options ask for.</summary>
internal static class MetricFactory
{
    /// <summary>What is measured: what is asked for, or the objective's own.</summary>
    public static IReadOnlyList<Metric> Chosen(BoosterOptions options)
    {
        if (options.Metrics.Count > 0)
        {
            return [.. options.Metrics.Where(metric => metric != Metric.None)];
        }

        return options.Objective switch
        {
            Objective.Binary => [Metric.BinaryLogLoss],
            Objective.CrossEntropy => [Metric.CrossEntropy],
            Objective.Regression => [Metric.L2],
            Objective.RegressionL1 => [Metric.L1],
            Objective.Huber => [Metric.Huber],
            Objective.Fair => [Metric.Fair],
            Objective.Poisson => [Metric.Poisson],
            Objective.Quantile => [Metric.Quantile],
            Objective.Mape => [Metric.Mape],
            Objective.Gamma => [Metric.Gamma],
            Objective.Tweedie => [Metric.Tweedie],
            Objective.Multiclass or Objective.MulticlassOva => [Metric.MultiLogLoss],
            _ => [],
        };
    }

    /// <summary>What a metric's value is worth: more is better, for every metric. What is undefined is worth least.</summary>
    public static double Worth(Metric metric, double value) => metric switch
    {
        _ when double.IsNaN(value) => double.NegativeInfinity,
        Metric.Auc or Metric.AveragePrecision or Metric.AucMu or Metric.GroupAuc => value,
        Metric.Calibration => -DistanceFromOne(value),
        _ => -value,
    };

    public static IMetric Make(Metric metric, BoosterOptions options, OutputTransform transform, TrainingData data)
    {
        MetricChecks.Require(metric, options, data);
        return metric switch
        {
            Metric.MultiLogLoss => new ClassMetric(metric, MulticlassMetrics.LogLoss, transform, data),
            Metric.MultiError => new ClassMetric(metric, MulticlassMetrics.ErrorRate, transform, data),
            Metric.AucMu => new ClassMetric(
                metric, (predictions, labels, weights) => MulticlassMetrics.AucMu(predictions, labels, weights, [.. options.AucMuWeights]), OutputTransform.Identity, data),
            Metric.Auc => new PredictionMetric(metric, BinaryMetrics.Auc, OutputTransform.Identity, data),
            Metric.AveragePrecision => new PredictionMetric(metric, BinaryMetrics.AveragePrecision, OutputTransform.Identity, data),
            Metric.GroupAuc => new PredictionMetric(
                metric, (predictions, labels, weights) => BinaryMetrics.GroupAuc(predictions, labels, data.Rows.Groups, weights), OutputTransform.Identity, data),
            Metric.BinaryLogLoss or Metric.CrossEntropy => new PredictionMetric(metric, BinaryMetrics.LogLoss, transform, data),
            Metric.KullbackLeibler => new PredictionMetric(metric, BinaryMetrics.KullbackLeibler, transform, data),
            Metric.BinaryError => new PredictionMetric(metric, BinaryMetrics.ErrorRate, transform, data),
            Metric.NormalisedEntropy => new PredictionMetric(metric, BinaryMetrics.NormalisedEntropy, transform, data),
            Metric.Calibration => new PredictionMetric(metric, BinaryMetrics.Calibration, transform, data),
            Metric.CalibrationError => new PredictionMetric(
                metric, (predictions, labels, weights) => DistanceFromOne(BinaryMetrics.Calibration(predictions, labels, weights)), transform, data),
            Metric.L2 => new PredictionMetric(metric, RegressionMetrics.MeanSquaredError, transform, data),
            Metric.Rmse => new PredictionMetric(metric, RegressionMetrics.RootMeanSquaredError, transform, data),
            Metric.L1 => new PredictionMetric(metric, RegressionMetrics.MeanAbsoluteError, transform, data),
            _ => new PredictionMetric(metric, MeanLoss.Of(PointLoss.Of(metric, options)), transform, data),
        };
    }

    private static double DistanceFromOne(double ratio) => Math.Abs(PortableLog.Log(ratio));
}
