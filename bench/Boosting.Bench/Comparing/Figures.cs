using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Bench.Comparing;

/// <summary>What one run took, by phase, and what came of it. Passed from the measured process as one line of text.</summary>
internal sealed record Figures(double LoadSeconds, double TrainSeconds, double PredictSeconds, double CpuSeconds, double PeakMegabytes, double Auc)
{
    private const string Mark = "figures";

    public override string ToString() => string.Join(' ', ((double[])[LoadSeconds, TrainSeconds, PredictSeconds, CpuSeconds, PeakMegabytes, Auc])
        .Select(value => value.ToString("R", CultureInfo.InvariantCulture)).Prepend(Mark));

    public static Figures Parse(IEnumerable<string> lines)
    {
        double[] values = [.. lines.Last(line => line.StartsWith(Mark, StringComparison.Ordinal)).Split(' ').Skip(1)
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return new Figures(values[0], values[1], values[2], values[3], values[4], values[5]);
    }
}
