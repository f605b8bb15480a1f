using EnclaveCleanRoom.DataOwnerClient.Report.Html;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>A rate with its interval for each group, highest first.</summary>
internal static class RatePlot
{
    /// <summary>How many groups are drawn; the table has them all.</summary>
    public const int MaximumGroups = 25;

    public static void Write(HtmlText html, SegmentFigures segments)
    {
        SegmentLine[] groups = [.. segments.Groups.OrderByDescending(group => group.Rate.Estimate).Take(MaximumGroups)];
        Scale scale = Scale.Linear(Math.Max(0, groups.Min(group => group.Rate.Low)), groups.Max(group => group.Rate.High));
        string summary = $"Click-through rate by {string.Join(" and ", segments.Keys)}, {groups.Length} groups, from {Numbers.Percent(groups[^1].Rate.Estimate)} to {Numbers.Percent(groups[0].Rate.Estimate)}.";
        html.Write($"""<div class="rows" role="img" aria-label="{summary}">""");
        foreach (SegmentLine group in groups)
        {
            html.Write($"""<span class="label"><bdi>{string.Join(" · ", group.Values)}</bdi></span>""");
            Lane.Open(html, 26, scale);
            Lane.Mark(html, scale, group.Rate, 13, Series.Second);
            Lane.Close(html);
            html.Write($"""<span class="value">{Numbers.Percent(group.Rate.Estimate)}</span>""");
        }

        html.Write($"<span></span>");
        Lane.Axis(html, scale, Numbers.PercentTick);
        html.Write($"<span></span></div>");
        if (segments.Groups.Count > groups.Length)
        {
            html.Write($"""<p class="note">The {groups.Length} highest of {segments.Groups.Count} groups; all are in the table.</p>""");
        }
    }
}
