using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>The rates of both arms on one scale, and the lift on a scale around 0.</summary>
internal static class LiftPlot
{
    public static void Write(HtmlText html, LiftReportFigures lift)
    {
        string summary = $"Rate of {lift.Treatment.Name} {Numbers.Percent(lift.Treatment.Rate.Estimate)}, of {lift.Control.Name} {Numbers.Percent(lift.Control.Rate.Estimate)}; lift {Numbers.Percent(lift.AbsoluteLift.Estimate)}.";
        html.Write($"""<div class="rows" role="img" aria-label="{summary}">""");
        Scale rates = Scale.Linear(Math.Min(lift.Treatment.Rate.Low, lift.Control.Rate.Low), Math.Max(lift.Treatment.Rate.High, lift.Control.Rate.High));
        Row(html, rates, lift.Treatment.Name, lift.Treatment.Rate, Series.Second);
        Row(html, rates, lift.Control.Name, lift.Control.Rate, Series.First);
        Axis(html, rates);
        Scale lifts = Scale.Linear(Math.Min(lift.AbsoluteLift.Low, 0), Math.Max(lift.AbsoluteLift.High, 0));
        Row(html, lifts, "absolute lift", lift.AbsoluteLift, Series.Second);
        Axis(html, lifts);
        html.Write($"</div>");
    }

    private static void Row(HtmlText html, Scale scale, string name, ReportFigure figure, Series series)
    {
        html.Write($"""<span class="label"><bdi>{name}</bdi></span>""");
        Lane.Open(html, 26, scale);
        Lane.Mark(html, scale, figure, 13, series);
        Lane.Close(html);
        html.Write($"""<span class="value">{Numbers.Percent(figure.Estimate)}</span>""");
    }

    private static void Axis(HtmlText html, Scale scale)
    {
        html.Write($"<span></span>");
        Lane.Axis(html, scale, Numbers.PercentTick);
        html.Write($"<span></span>");
    }
}
