using System.Globalization;
using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>One measure of a model's quality: its name, which way is better, how it is written.</summary>
internal sealed record QualityMeasure(string Name, string Better, string Explanation, Func<QualityFigures, ReportFigure> Of, Func<double, string> Format)
{
    /// <summary>The measures in the order in which they are shown.</summary>
    public static IReadOnlyList<QualityMeasure> All { get; } =
    [
        new("AUC", "higher is better", "chance that a random click scores above a random non-click", quality => quality.Auc, Numbers.Measure),
        new("Log-loss", "lower is better", "mean negative log-likelihood, nats", quality => quality.LogLoss, Numbers.Measure),
        new("Normalised entropy", "lower is better", "log-loss against always predicting the mean rate", quality => quality.NormalisedEntropy, Numbers.Measure),
        new("Calibration", "1 is best", "mean prediction divided by the observed rate", quality => quality.Calibration, Numbers.Measure),
        new("Top-decile lift", "higher is better", "rate among the best-scored tenth divided by the mean rate", quality => quality.TopDecileLift, Numbers.Measure),
    ];

    /// <summary>The label of a tick.</summary>
    public static string Tick(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '\u2212');
}
