using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>Observed against predicted rate for both models; on the diagonal predictions come true.</summary>
internal static class CalibrationPlot
{
    // In units of about one pixel on a phone; on a larger screen the figure grows a little.
    private const double Left = 54;
    private const double Top = 12;
    private const double Side = 270;

    public static void Write(HtmlText html, ModelFigures model)
    {
        CalibrationLine[] lines = [.. model.Without.CalibrationCurve, .. model.With.CalibrationCurve];
        double high = lines.Max(line => Math.Max(line.Predicted, line.Observed.High));
        double low = lines.Min(line => line.Predicted);
        Scale scale = low > 0 && high / low > 8 ? Scale.Logarithmic(low, high) : Scale.Linear(0, Math.Max(high, 0));
        string summary = $"Calibration: observed against predicted rate in {model.Without.CalibrationCurve.Count} bins without and {model.With.CalibrationCurve.Count} bins with the columns of {model.Partner}; the numbers are in the table.";
        html.Write($"""<svg class="square" viewBox="0 0 350 326" role="img" aria-label="{summary}">""");
        foreach (double tick in scale.Ticks)
        {
            (double x, double y) = (X(scale, tick), Y(scale, tick));
            html.Write($"""<path class="grid" d="M{x} {Top}v{Side}M{Left} {y}h{Side}"/><text class="tick" x="{x}" y="{Top + Side + 16}" text-anchor="middle">{Numbers.PercentTick(tick)}</text><text class="tick" x="{Left - 6}" y="{y + 4}" text-anchor="end">{Numbers.PercentTick(tick)}</text>""");
        }

        html.Write($"""<path class="ideal" d="M{Left} {Top + Side}L{Left + Side} {Top}"/>""");
        Points(html, scale, model.Without.CalibrationCurve, Series.First);
        Points(html, scale, model.With.CalibrationCurve, Series.Second);
        html.Write($"""<text class="title" x="{Left + (Side / 2)}" y="{Top + Side + 34}" text-anchor="middle">predicted rate</text><text class="title" transform="translate(11 {Top + (Side / 2)}) rotate(-90)" text-anchor="middle">observed rate</text></svg>""");
    }

    private static void Points(HtmlText html, Scale scale, IReadOnlyList<CalibrationLine> curve, Series series)
    {
        string mark = series == Series.First ? "first" : "second";
        foreach (CalibrationLine line in curve)
        {
            (double x, double y) = (X(scale, line.Predicted), Y(scale, line.Observed.Estimate));
            html.Write($"""<path class="whisker {mark}" d="M{x} {Y(scale, line.Observed.Low)}V{Y(scale, line.Observed.High)}"/><path class="mark {mark}" d="M{x} {y}h0"/>""");
        }
    }

    private static double X(Scale scale, double value) => Left + (scale.At(value) * Side);

    private static double Y(Scale scale, double value) => Top + ((1 - scale.At(value)) * Side);
}
