using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>One or two columns of a table as marks with their intervals, a lane a row, in the table's order.</summary>
internal static class SheetPlot
{
    /// <summary>How many rows are drawn; the table has them all.</summary>
    public const int MaximumRows = 40;

    public static void Write(HtmlText html, SheetTable table)
    {
        SheetRow[] rows = [.. table.Rows.Where(row => table.Plotted.All(column => row.Figures[column] is not null)).Take(MaximumRows)];
        if (rows.Length == 0)
        {
            return;
        }

        FigureUnit unit = table.Columns[table.Plotted[0]].Unit;
        ReportFigure[] figures = [.. rows.SelectMany(row => table.Plotted.Select(column => row.Figures[column]!.Value))];

        // Counts are shown as they were noised, below 0 too.
        Scale scale = Scale.Linear(figures.Min(figure => figure.Low), figures.Max(figure => figure.High));
        Legend(html, table);
        html.Write($"""<div class="rows" role="img" aria-label="{table.Caption}: {string.Join(" and ", table.Plotted.Select(column => table.Columns[column].Name))}, {rows.Length} rows; all numbers are in the table.">""");
        foreach (SheetRow row in rows)
        {
            html.Write($"""<span class="label"><bdi>{row.Label}</bdi></span>""");
            Lane.Open(html, table.Plotted.Count == 1 ? 26 : 36, scale);
            for (int i = 0; i < table.Plotted.Count; i++)
            {
                Lane.Mark(html, scale, row.Figures[table.Plotted[i]]!.Value, table.Plotted.Count == 1 ? 13 : 11 + (14 * i), SeriesOf(table, i));
            }

            Lane.Close(html);
            Values(html, table, row, unit);
        }

        html.Write($"<span></span>");
        Lane.Axis(html, scale, value => FigureText.Tick(value, unit));
        html.Write($"<span></span></div>");
        if (table.Rows.Count > rows.Length)
        {
            html.Write($"""<p class="note">{rows.Length} of {table.Rows.Count} rows; all are in the table.</p>""");
        }
    }

    private static void Legend(HtmlText html, SheetTable table)
    {
        html.Write($"""<p class="legend">""");
        for (int i = 0; i < table.Plotted.Count; i++)
        {
            html.Write($"""<span class="key {Name(SeriesOf(table, i))}"></span>{table.Columns[table.Plotted[i]].Name}""");
        }

        html.Write($"</p>");
    }

    private static void Values(HtmlText html, SheetTable table, SheetRow row, FigureUnit unit)
    {
        if (table.Plotted.Count == 1)
        {
            html.Write($"""<span class="value">{FigureText.Estimate(row.Figures[table.Plotted[0]]!.Value, unit)}</span>""");
            return;
        }

        html.Write($"""<span class="value pair">""");
        for (int i = 0; i < table.Plotted.Count; i++)
        {
            html.Write($"""<span class="{Name(SeriesOf(table, i))}">{FigureText.Estimate(row.Figures[table.Plotted[i]]!.Value, unit)}</span>""");
        }

        html.Write($"</span>");
    }

    private static Series SeriesOf(SheetTable table, int index) => table.Plotted.Count == 2 && index == 0 ? Series.First : Series.Second;

    private static string Name(Series series) => series == Series.First ? "first" : "second";
}
