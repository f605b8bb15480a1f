using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.BoostingCommand.Tasks;

/// <summary>Metrics as the native program names them.</summary>
internal static class MetricNames
{
    public static string Of(Metric metric) => metric switch
    {
        Metric.BinaryLogLoss => "binary_logloss",
        Metric.MultiLogLoss => "multi_logloss",
        Metric.AucMu => "auc_mu",
        Metric.GroupAuc => "group_auc",
        Metric.GammaDeviance => "gamma_deviance",
        Metric.KullbackLeibler => "kullback_leibler",
        _ => string.Concat(metric.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? "_" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString())),
    };
}
