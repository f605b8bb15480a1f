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
            case Metric.CrossEntropy or Metric.KullbackLeibler or Metric.NormalisedEntropy or Metric.Calibration or Metric.CalibrationError:
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

        RequireDefined(metric, options, data);
    }

    /// <summary>Refuses what would be a division by nothing, iteration after iteration.</summary>
    private static void RequireDefined(Metric metric, BoosterOptions options, TrainingData data)
    {
        switch (metric)
        {
            case Metric.Auc or Metric.AveragePrecision or Metric.NormalisedEntropy:
                RequireTwoLabels(data);
                break;
            case Metric.GroupAuc:
                RequireTwoLabels(data);
                RequireGroups(data);
                break;
            case Metric.AucMu:
                RequireTwoLabels(data);
                RequireClasses(data, options.NumClass);
                break;
            case Metric.Calibration or Metric.CalibrationError when Weighed(data).All(row => row.Label == 0):
                throw new TrainingDataException(TrainingDataFault.OneClassOnly, "The metric is undefined: all labels of the rows measured are 0.");
            default:
                break;
        }
    }

    private static void RequireTwoLabels(TrainingData data)
    {
        float first = data.Labels[0];
        if (data.Labels.All(label => label == first))
        {
            throw new TrainingDataException(TrainingDataFault.OneClassOnly, "The metric is undefined: all rows measured have the same label.");
        }

        if (Weighed(data).Select(row => row.Label).Distinct().Take(2).Count() < 2)
        {
            throw new TrainingDataException(TrainingDataFault.NoWeight, "The metric is undefined: all rows measured that weigh anything have the same label.");
        }
    }

    private static void RequireGroups(TrainingData data)
    {
        int[] groups = data.Rows.Groups ?? throw new TrainingDataException(TrainingDataFault.NoGroups, "The metric needs the group of each row measured.");
        if (Weighed(data).GroupBy(row => groups[row.Row]).All(group => group.Select(row => row.Label).Distinct().Take(2).Count() < 2))
        {
            throw new TrainingDataException(TrainingDataFault.NoGroups, "The metric is undefined: no group measured has rows of both classes.");
        }
    }

    private static void RequireClasses(TrainingData data, int classes)
    {
        if (Weighed(data).Select(row => row.Label).Distinct().Count() < classes)
        {
            throw new TrainingDataException(TrainingDataFault.NoWeight, "The metric is undefined: a class has no rows that weigh anything.");
        }
    }

    private static IEnumerable<(int Row, float Label)> Weighed(TrainingData data) => data.Labels.Index().Where(row => data.Weights is null || data.Weights[row.Index] > 0);

    private static void Require(float[] labels, Predicate<float> allowed, string what)
    {
        if (!Array.TrueForAll(labels, allowed))
        {
            throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, $"The metric needs labels {what}.");
        }
    }
}
