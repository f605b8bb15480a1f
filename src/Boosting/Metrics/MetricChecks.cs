namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>Checks that a metric is defined on a data set.</summary>
internal static class MetricChecks
{
    public static void Require(Metric metric, BoosterOptions options, TrainingData data)
    {
        float[] labels = data.Labels;
        switch (metric)
        {
            case Metric.Auc or Metric.AveragePrecision or Metric.BinaryLogLoss or Metric.BinaryError or Metric.GroupAuc:
                Require(labels, label => label is 0 or 1, "0 and 1");
                break;
            case Metric.CrossEntropy or Metric.KullbackLeibler or Metric.NormalisedEntropy or Metric.CalibrationError:
                Require(labels, label => label is >= 0 and <= 1, "from 0 to 1");
                break;
            case Metric.MultiLogLoss or Metric.MultiError or Metric.AucMu:
                Require(labels, label => label >= 0 && label < options.NumClass && label == MathF.Floor(label), "that number classes");
                break;
            case Metric.Gamma or Metric.GammaDeviance:
                Require(labels, label => label > 0, "above 0");
                break;
            case Metric.Poisson or Metric.Tweedie:
                Require(labels, label => label >= 0, "of 0 or more");
                break;
            default:
                break;
        }

        bool needsClasses = metric is Metric.Auc or Metric.AveragePrecision or Metric.NormalisedEntropy or Metric.GroupAuc or Metric.CalibrationError or Metric.AucMu;
        if (needsClasses && labels.All(label => label == labels[0]))
        {
            throw new TrainingDataException(TrainingDataFault.OneClassOnly, "The metric is undefined: all rows measured have the same label.");
        }

        if (metric == Metric.GroupAuc && data.Rows.Groups is null)
        {
            throw new TrainingDataException(TrainingDataFault.NoGroups, "The metric needs the group of each row measured.");
        }
    }

    private static void Require(float[] labels, Predicate<float> allowed, string what)
    {
        if (!Array.TrueForAll(labels, allowed))
        {
            throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, $"The metric needs labels {what}.");
        }
    }
}
