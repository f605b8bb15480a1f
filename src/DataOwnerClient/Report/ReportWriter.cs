using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Sections;

namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>
/// Writes a report as one HTML page that needs nothing else: no script, no fetch, no font; its policy forbids them. Plots are
/// inline SVG, every plotted number stands in a table, and colours follow the reader's light or dark setting.
/// </summary>
internal static class ReportWriter
{
    /// <summary>The page as text.</summary>
    public static string Write(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        HtmlText html = new();
        html.Write($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{model.Title}</title>

            """);
        ReportStyle.Write(html);
        html.Write($"</head><body><main>");
        SummarySection.Write(html, model);
        WriteEach(html, model.Overlaps, OverlapSection.Write);
        WriteEach(html, model.Models, ModelSection.Write);
        WriteEach(html, model.Segments, SegmentSection.Write);
        WriteEach(html, model.Attributions, AttributionSection.Write);
        WriteEach(html, model.Sheets, SheetSection.Write);
        WriteEach(html, model.Lifts, LiftSection.Write);
        WriteAll(html, model.Budgets, BudgetSection.WriteBudgets);
        WriteAll(html, model.Costs, BudgetSection.WriteCosts);
        WriteAll(html, model.Mechanisms, BudgetSection.WriteMechanisms);
        WriteAll(html, model.Verification, TrustSection.WriteVerification);
        WriteAll(html, model.Refusals, TrustSection.WriteRefusals);
        WriteAll(html, model.Parties, TrustSection.WriteParties);
        WriteAll(html, model.Steps, TrustSection.WriteSteps);
        html.Write($"""<footer>Agreement <code>{model.AgreementHash}</code></footer></main></body></html>""");
        return html.ToString();
    }

    private static void WriteEach<T>(HtmlText html, IReadOnlyList<T> items, Action<HtmlText, T> write)
    {
        foreach (T item in items)
        {
            write(html, item);
        }
    }

    private static void WriteAll<T>(HtmlText html, IReadOnlyList<T> items, Action<HtmlText, IReadOnlyList<T>> write)
    {
        if (items.Count > 0)
        {
            write(html, items);
        }
    }
}
