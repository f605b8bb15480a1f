using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>Conversions by campaign, model after model.</summary>
internal static class AttributionSection
{
    public static void Write(HtmlText html, AttributionFigures figures)
    {
        html.Write($"""<section><h2>Conversions by campaign</h2><p class="lead">Rows of <code><bdi>{figures.Conversions}</bdi></code> credited to exposures of the same person at most {figures.Window} before: {Numbers.Count(figures.Total.Estimate)} ({Numbers.CountInterval(figures.Total)}) in all.</p>""");
        if (figures.Total.Low <= 0)
        {
            html.Write($"""<p class="note">{AnswerSense.NothingToCredit}</p>""");
        }

        foreach (CreditedModel model in figures.Models)
        {
            html.Write($"""<h3><bdi>{model.Name}</bdi></h3>""");
            CreditPlot.Write(html, model);
            TableWriter.Open(html, "Credit with 95 % intervals", ["Campaign", "#Conversions", .. figures.Values.Select(value => $"#{value.TrimStart('#')}")]);
            foreach (CreditLine line in model.Lines)
            {
                TableWriter.Heading(html, line.Name);
                TableWriter.Figure(html, Numbers.Parts(line.Conversions.Estimate), Numbers.PartsInterval(line.Conversions));
                foreach (ReportFigure value in line.Values)
                {
                    TableWriter.Figure(html, Numbers.Parts(value.Estimate), Numbers.PartsInterval(value));
                }

                TableWriter.EndRow(html);
            }

            TableWriter.Close(html);
        }

        html.Write($"""<p class="note">Credit divides conversions, it does not prove effect. Before noise, the rows of a model add up to all conversions that count; people count with a limited number.</p></section>""");
    }
}
