using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>
/// One row of a plot: an SVG that stretches with the page while strokes keep their width. Labels are HTML beside it, so
/// text stays readable on a phone. A mark is a line of no length with a cap, which no stretching distorts.
/// </summary>
internal static class Lane
{
    private const double Width = 1000;

    /// <summary>Opens a lane of the given height in pixels, with grid lines at the ticks.</summary>
    public static void Open(HtmlText html, int height, Scale? grid)
    {
        html.Write($"""<svg class="lane" viewBox="0 0 1000 {height}" height="{height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">""");
        foreach (double tick in grid?.Ticks ?? [])
        {
            double x = grid!.At(tick) * Width;
            html.Write($"""<path class="grid" d="M{x} 0V{height}"/>""");
        }
    }

    /// <summary>Closes the lane.</summary>
    public static void Close(HtmlText html) => html.Write($"</svg>");

    /// <summary>A mark with its interval at height <paramref name="y"/>.</summary>
    public static void Mark(HtmlText html, Scale scale, ReportFigure figure, double y, Series series)
    {
        (double low, double at, double high) = (scale.At(figure.Low) * Width, scale.At(figure.Estimate) * Width, scale.At(figure.High) * Width);
        string mark = series == Series.First ? "first" : "second";
        html.Write($"""<path class="whisker {mark}" d="M{low} {y}H{high}"/><path class="mark {mark}" d="M{at} {y}h0"/>""");
    }

    /// <summary>A bar between two places, 0 to 1.</summary>
    public static void Bar(HtmlText html, double from, double to, double y, double height, string kind) =>
        html.Write($"""<rect class="bar {kind}" x="{from * Width}" y="{y}" width="{Math.Max(0, to - from) * Width}" height="{height}"/>""");

    /// <summary>The labels of an axis, below the lanes. Those at the ends are shortened into the plot.</summary>
    public static void Axis(HtmlText html, Scale scale, Func<double, string> format)
    {
        html.Write($"""<span class="axis">""");
        for (int i = 0; i < scale.Ticks.Count; i++)
        {
            string end = i == 0 ? "start" : i == scale.Ticks.Count - 1 ? "end" : "mid";
            html.Write($"""<span class="{end}" style="left:{scale.At(scale.Ticks[i]) * 100}%">{format(scale.Ticks[i])}</span>""");
        }

        html.Write($"</span>");
    }
}
