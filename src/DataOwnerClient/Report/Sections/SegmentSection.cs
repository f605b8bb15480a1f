using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>Click-through rate by group.</summary>
internal static class SegmentSection
{
    public static void Write(HtmlText html, SegmentFigures segments)
    {
        html.Write($"""<section><h2>Click-through rate by <bdi>{string.Join(" and ", segments.Keys)}</bdi></h2><p class="lead">Positive share of <code><bdi>{segments.Label}</bdi></code> in each group of the joined rows.</p>""");
        if (segments.Groups.Count == 0)
        {
            html.Write($"""<p class="note">Every group was too small to be shown.</p></section>""");
            return;
        }

        RatePlot.Write(html, segments);
        html.Write($"""<p class="note">A group too small to be shown privately is absent, not zero.</p><details><summary>All {segments.Groups.Count} groups as a table</summary>""");
        TableWriter.Open(html, "Groups with 95 % intervals", [.. segments.Keys.Select(key => key.TrimStart('#')), "#Impressions", "#Clicks", "#Rate"]);
        foreach (SegmentLine group in segments.Groups)
        {
            TableWriter.Heading(html, group.Values.Count > 0 ? group.Values[0] : "");
            foreach (string value in group.Values.Skip(1))
            {
                TableWriter.Text(html, value);
            }

            TableWriter.Figure(html, Numbers.Count(group.Impressions.Estimate), Numbers.CountInterval(group.Impressions));
            TableWriter.Figure(html, Numbers.Count(group.Clicks.Estimate), Numbers.CountInterval(group.Clicks));
            TableWriter.Figure(html, Numbers.Percent(group.Rate.Estimate), Numbers.PercentInterval(group.Rate));
            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
        html.Write($"</details></section>");
    }
}
