namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>Options each of which is in range and which do not go together.</summary>
internal static class OptionConflict
{
    /// <summary>The first conflict: the option to change and why; null when there is none.</summary>
    public static (string Name, string Reason)? In(BoosterOptions options)
    {
        bool severalClasses = options.Objective is Objective.Multiclass or Objective.MulticlassOva;
        return options switch
        {
            _ when severalClasses && options.NumClass < 2 => ("num_class", "The objective needs two classes or more."),
            _ when !severalClasses && options.Objective != Objective.Custom && options.NumClass != 1 => ("num_class", "The objective has one class."),
            { IsUnbalance: true, ScalePosWeight: not 1 } => ("is_unbalance", "It does not go with scale_pos_weight: set one of the two."),
            { Objective: Objective.Quantile, Alpha: >= 1 } => ("alpha", "A quantile lies below 1."),
            { RegSqrt: true, Objective: not (Objective.Regression or Objective.RegressionL1) } => ("reg_sqrt", "It goes with the objectives regression and regression_l1."),
            { DataSampleStrategy: SamplingStrategy.Goss, BaggingFreq: > 0, BaggingFraction: < 1 } => ("bagging_freq", "Bagging does not go with GOSS."),
            _ when options.DataSampleStrategy == SamplingStrategy.Goss && options.TopRate + options.OtherRate > 1 =>
                ("top_rate", "It is more than 1 together with other_rate."),
            _ when options.Metrics.Any(metric => metric != Metric.None && IsOfClasses(metric) != HasClasses(options)) =>
                ("metric", "Metrics of several classes go with objectives of several classes, and the others with the others."),
            _ when options.AucMuWeights.Count != 0 && options.AucMuWeights.Count != options.NumClass * options.NumClass =>
                ("auc_mu_weights", "There must be a weight for each pair of classes."),
            _ => null,
        };
    }

    private static bool IsOfClasses(Metric metric) => metric is Metric.MultiLogLoss or Metric.MultiError or Metric.AucMu;

    private static bool HasClasses(BoosterOptions options) => options.NumClass > 1;
}
