using System.Globalization;

namespace EnclaveCleanRoom.PrivateModels.Bench.Measuring;

/// <summary>Mean and standard deviation over splits, as a line of a table.</summary>
internal static class Summary
{
    internal const string Header = "| model | epsilon | AUC mean (sd) | log-loss mean (sd) | mean(p)/rate mean (sd) | seconds |\n|---|---|---|---|---|---|";

    internal static string Line(string model, string epsilon, IReadOnlyList<Figures> runs) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {model} | {epsilon} | {Of(runs, run => run.Auc)} | {Of(runs, run => run.LogLoss)} | {Of(runs, run => run.Calibration)} | {runs.Select(run => run.Seconds).Order().ElementAt(runs.Count / 2):F2} |");

    private static string Of(IReadOnlyList<Figures> runs, Func<Figures, double> figure)
    {
        double mean = runs.Average(figure);
        double deviation = runs.Count > 1 ? Math.Sqrt(runs.Sum(run => Math.Pow(figure(run) - mean, 2)) / (runs.Count - 1)) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F4} ({deviation:F4})");
    }
}
