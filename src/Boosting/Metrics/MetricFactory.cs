using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>Chooses the metric that the options ask for.</summary>
internal static class MetricFactory
{
    public static IMetric Make(BoosterOptions options, OutputTransform transform, TrainingData validation)
    {
        Metric metric = options.Metric != Metric.Automatic ? options.Metric : options.Objective switch
        {
            Objective.Binary => Metric.BinaryLogLoss,
            Objective.CrossEntropy => Metric.CrossEntropy,
            _ => Metric.L2,
        };
        if (metric != Metric.L2 && validation.Labels.Any(label => label is < 0 or > 1))
        {
            throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, "The metric needs validation labels from 0 to 1.");
        }

        if (metric is Metric.Auc or Metric.BinaryLogLoss && validation.Labels.Any(label => label is not (0 or 1)))
        {
            throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, "The metric needs validation labels 0 and 1.");
        }

        if (metric is Metric.Auc or Metric.NormalisedEntropy && validation.Labels.All(label => label == validation.Labels[0]))
        {
            throw new TrainingDataException(TrainingDataFault.OneClassOnly, "The metric is undefined: all validation rows have the same label.");
        }

        return metric switch
        {
            Metric.Auc => new PredictionMetric(BinaryMetrics.Auc, moreIsBetter: true, OutputTransform.Identity, validation),
            Metric.L2 => new PredictionMetric(RegressionMetrics.MeanSquaredError, moreIsBetter: false, transform, validation),
            Metric.NormalisedEntropy => new PredictionMetric(BinaryMetrics.NormalisedEntropy, moreIsBetter: false, transform, validation),
            _ => new PredictionMetric(BinaryMetrics.LogLoss, moreIsBetter: false, transform, validation),
        };
    }
}
