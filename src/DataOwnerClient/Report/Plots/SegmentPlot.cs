using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>One figure with its interval for each group, highest first: a share where there is one, otherwise the first.</summary>
internal static class SegmentPlot
{
    /// <summary>How many groups are drawn; the table has them all.</summary>
    public const int MaximumGroups = 25;

    public static void Write(HtmlText html, SegmentFigures segments)
    {
        int measure = Math.Max(0, segments.Measures.ToList().FindIndex(each => each.Unit == MeasureUnit.Share));
        (SegmentLine Group, ReportFigure Figure)[] groups =
        [
            .. segments.Groups.Where(group => group.Figures[measure] is not null)
                .Select(group => (group, group.Figures[measure]!.Value))
                .OrderByDescending(each => each.Value.Estimate)
                .Take(MaximumGroups),
        ];
        if (groups.Length == 0)
        {
            return;
        }

        SegmentMeasure shown = segments.Measures[measure];
        double lowest = groups.Min(each => each.Figure.Low);
        Scale scale = Scale.Linear(shown.Unit == MeasureUnit.Share ? Math.Max(0, lowest) : lowest, groups.Max(each => each.Figure.High));
        string summary = $"{shown.Name} by {string.Join(" and ", segments.Keys)}, {groups.Length} groups, from {Text(shown, groups[^1].Figure.Estimate)} to {Text(shown, groups[0].Figure.Estimate)}.";
        html.Write($"""<p class="note"><bdi>{shown.Name}</bdi>, highest first</p><div class="rows" role="img" aria-label="{summary}">""");
        foreach ((SegmentLine group, ReportFigure figure) in groups)
        {
            html.Write($"""<span class="label"><bdi>{(group.Values.Count == 0 ? "all rows" : string.Join(" · ", group.Values))}</bdi></span>""");
            Lane.Open(html, 26, scale);
            Lane.Mark(html, scale, figure, 13, Series.Second);
            Lane.Close(html);
            html.Write($"""<span class="value">{Text(shown, figure.Estimate)}</span>""");
        }

        html.Write($"<span></span>");
        Lane.Axis(html, scale, shown.Unit == MeasureUnit.Share ? Numbers.PercentTick : Numbers.Count);
        html.Write($"<span></span></div>");
        if (segments.Groups.Count > groups.Length)
        {
            html.Write($"""<p class="note">{groups.Length} of {segments.Groups.Count} groups; all are in the table.</p>""");
        }
    }

    private static string Text(SegmentMeasure measure, double value) => measure.Unit switch
    {
        MeasureUnit.Count => Numbers.Count(value),
        MeasureUnit.Share => Numbers.Percent(value),
        _ => Numbers.Amount(value),
    };
}
