using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>Figures by group, with the rest and the total.</summary>
internal static class SegmentSection
{
    public static void Write(HtmlText html, SegmentFigures segments)
    {
        string by = segments.Keys.Count == 0 ? "all rows" : $"by {string.Join(" and ", segments.Keys)}";
        html.Write($"""<section><h2>Segments <bdi>{by}</bdi></h2><p class="lead">Joined rows of <code><bdi>{segments.Rows}</bdi></code>.</p>""");
        if (segments.Groups.Count == 0)
        {
            html.Write($"""<p class="note">No group is shown: each was too small, or met not all conditions.</p>""");
        }
        else
        {
            SegmentPlot.Write(html, segments);
        }

        html.Write($"""<p class="note">A group too small to be shown privately is absent, not zero; its rows are in the row of the rest, so that groups and rest add up to the total. Small counts may come out negative: noise is added and nothing is hidden of it.</p>""");
        if (segments.GroupsLeftOut > 0)
        {
            html.Write($"""<p class="note">{segments.GroupsLeftOut} groups more were left out by the question's conditions or limit; they are in the rest.</p>""");
        }

        WriteTable(html, segments);
        html.Write($"</section>");
    }

    private static void WriteTable(HtmlText html, SegmentFigures segments)
    {
        string[] keys = segments.Keys.Count == 0 ? ["group"] : [.. segments.Keys.Select(key => key.TrimStart('#'))];
        html.Write($"""<details><summary>All {segments.Groups.Count} groups as a table</summary>""");
        TableWriter.Open(html, "Groups with 95 % intervals", [.. keys, .. segments.Measures.Select(measure => $"#{measure.Name}")]);
        foreach (SegmentLine group in segments.Groups)
        {
            WriteRow(html, segments, group.Values.Count == 0 ? ["all rows"] : group.Values, group);
        }

        IEnumerable<string> blank = keys.Skip(1).Select(_ => "");
        WriteRow(html, segments, ["(other)", .. blank], segments.Other);
        WriteRow(html, segments, ["(total)", .. blank], segments.Total);
        TableWriter.Close(html);
        html.Write($"</details>");
    }

    private static void WriteRow(HtmlText html, SegmentFigures segments, IReadOnlyList<string> names, SegmentLine line)
    {
        TableWriter.Heading(html, names[0]);
        foreach (string name in names.Skip(1))
        {
            TableWriter.Text(html, name);
        }

        foreach ((SegmentMeasure measure, ReportFigure? figure) in segments.Measures.Zip(line.Figures))
        {
            WriteFigure(html, measure.Unit, figure);
        }

        TableWriter.EndRow(html);
    }

    private static void WriteFigure(HtmlText html, MeasureUnit unit, ReportFigure? figure)
    {
        switch (unit, figure)
        {
            case (_, null):
                TableWriter.Number(html, "–");
                break;
            case (MeasureUnit.Count, { } count):
                TableWriter.Figure(html, Numbers.Count(count.Estimate), Numbers.CountInterval(count));
                break;
            case (MeasureUnit.Share, { } share):
                TableWriter.Figure(html, Numbers.Percent(share.Estimate), Numbers.PercentInterval(share));
                break;
            case (_, { } amount):
                TableWriter.Figure(html, Numbers.Amount(amount.Estimate), Numbers.AmountInterval(amount));
                break;
        }
    }
}
