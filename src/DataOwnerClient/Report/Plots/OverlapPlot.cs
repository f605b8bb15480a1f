using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>Two bars drawn to one scale and shifted so that the people in both lie above each other.</summary>
internal static class OverlapPlot
{
    public static void Write(HtmlText html, OverlapFigures figures)
    {
        double left = Math.Max(figures.Left.Estimate, 0);
        double both = Math.Clamp(figures.Both.Estimate, 0, Math.Max(0, Math.Min(left, figures.Right.Estimate)));
        double right = Math.Max(figures.Right.Estimate, 0);
        double total = Math.Max(1, left + right - both);
        (double from, double to) = ((left - both) / total, left / total);
        string summary = $"{figures.LeftName}: {Numbers.Count(left)} people. {figures.RightName}: {Numbers.Count(right)} people. In both: {Numbers.Count(figures.Both.Estimate)}.";
        html.Write($"""<div class="overlap" role="img" aria-label="{summary}"><p class="edge"><bdi>{figures.LeftName}</bdi> <b>{Numbers.Count(figures.Left.Estimate)}</b></p>""");
        Lane.Open(html, 34, null);
        Lane.Bar(html, 0, from, 0, 34, "first");
        Lane.Bar(html, from, to, 0, 34, "both");
        Lane.Close(html);
        html.Write($"""<p class="between"><span style="left:{(from + to) * 50}%">{Numbers.Count(figures.Both.Estimate)} in both</span></p>""");
        Lane.Open(html, 34, null);
        Lane.Bar(html, to, 1, 0, 34, "second");
        Lane.Bar(html, from, to, 0, 34, "both");
        Lane.Close(html);
        html.Write($"""<p class="edge right"><bdi>{figures.RightName}</bdi> <b>{Numbers.Count(figures.Right.Estimate)}</b></p></div>""");
    }
}
