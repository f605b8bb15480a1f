using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>Losses of single rows that are only measured, by label and prediction, as LightGBM defines them.</summary>
internal static class PointLoss
{
    private const double LeastMean = 1e-10f;
    private const double DevianceMargin = 1.0e-9;

    public static Func<double, double, double> Of(Metric metric, BoosterOptions options)
    {
        double alpha = options.Alpha;
        double bend = options.FairC;
        double power = options.TweedieVariancePower;
        return metric switch
        {
            Metric.Quantile => (label, value) => label < value ? (alpha - 1) * (label - value) : alpha * (label - value),
            Metric.Huber => (label, value) => Huber(Math.Abs(value - label), alpha),
            Metric.Fair => (label, value) => (bend * Math.Abs(value - label)) - (bend * bend * PortableLog.Log(1 + (Math.Abs(value - label) / bend))),
            Metric.Poisson => (label, value) => Math.Max(value, LeastMean) - (label * PortableLog.Log(Math.Max(value, LeastMean))),
            Metric.Mape => (label, value) => Math.Abs(label - value) / Math.Max(1, Math.Abs(label)),
            Metric.Gamma => (label, value) => (label / value) + SafeLog(value),
            Metric.GammaDeviance => (label, value) => 2 * ((label / (value + DevianceMargin)) - SafeLog(label / (value + DevianceMargin)) - 1),
            Metric.Tweedie => (label, value) => Tweedie(label, PortableLog.Log(Math.Max(value, LeastMean)), power),
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
    }

    private static double Huber(double error, double alpha) => error <= alpha ? 0.5 * error * error : alpha * (error - (0.5 * alpha));

    private static double Tweedie(double label, double logMean, double power) =>
        (PortableExp.Exp((2 - power) * logMean) / (2 - power)) - (power == 1 ? label * logMean : label * PortableExp.Exp((1 - power) * logMean) / (1 - power));

    private static double SafeLog(double value) => value > 0 ? PortableLog.Log(value) : double.NegativeInfinity;
}
