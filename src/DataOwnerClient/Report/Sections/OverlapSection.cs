using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>How many people the tables hold, and how many both.</summary>
internal static class OverlapSection
{
    public static void Write(HtmlText html, OverlapFigures figures)
    {
        html.Write($"""<section><h2>Overlap and match rate</h2>""");
        OverlapPlot.Write(html, figures);
        TableWriter.Open(html, "People and match rates, with 95 % intervals", "Table", "#People", "#In both", "#Match rate");
        Row(html, figures.LeftName, figures.Left, figures.Both, figures.LeftMatchRate);
        Row(html, figures.RightName, figures.Right, figures.Both, figures.RightMatchRate);
        TableWriter.Close(html);
        html.Write($"</section>");
    }

    private static void Row(HtmlText html, string name, ReportFigure people, ReportFigure both, ReportFigure rate)
    {
        TableWriter.Heading(html, name);
        TableWriter.Figure(html, Numbers.Count(people.Estimate), Numbers.CountInterval(people));
        TableWriter.Figure(html, Numbers.Count(both.Estimate), Numbers.CountInterval(both));
        TableWriter.Figure(html, Numbers.Percent(rate.Estimate), Numbers.PercentInterval(rate));
        TableWriter.EndRow(html);
    }
}
