using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Plots;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sections;

/// <summary>An answer that is shown as tables, with the plots of those that have any.</summary>
internal static class SheetSection
{
    public static void Write(HtmlText html, Sheet sheet)
    {
        html.Write($"""<section><h2>{sheet.Title}</h2><p class="lead"><bdi>{sheet.Lead}</bdi></p>""");
        foreach (string note in sheet.Notes)
        {
            html.Write($"""<p class="note"><bdi>{note}</bdi></p>""");
        }

        foreach (SheetTable table in sheet.Tables)
        {
            if (table.Plotted.Count == 0)
            {
                Write(html, table);
                continue;
            }

            html.Write($"""<h3><bdi>{table.Caption}</bdi></h3>""");
            SheetPlot.Write(html, table);
            html.Write($"""<details><summary>All {table.Rows.Count} rows as a table</summary>""");
            Write(html, table);
            html.Write($"</details>");
        }

        foreach (SheetGrid grid in sheet.Grids)
        {
            html.Write($"""<h3><bdi>{grid.Caption}</bdi></h3>""");
            HeatPlot.Write(html, grid);
            html.Write($"""<details><summary>All pairs as a table</summary>""");
            Write(html, grid);
            html.Write($"</details>");
        }

        html.Write($"</section>");
    }

    private static void Write(HtmlText html, SheetGrid grid)
    {
        TableWriter.Open(html, grid.Caption, "One", "Other", $"#{grid.Figure}");
        for (int row = 0; row < grid.Labels.Count; row++)
        {
            for (int column = row + 1; column < grid.Labels.Count; column++)
            {
                TableWriter.Heading(html, grid.Labels[row]);
                TableWriter.Text(html, grid.Labels[column]);
                TableWriter.Number(html, Numbers.Mean(grid.Values[row][column]));
                TableWriter.EndRow(html);
            }
        }

        TableWriter.Close(html);
    }

    private static void Write(HtmlText html, SheetTable table)
    {
        TableWriter.Open(html, $"{table.Caption}, with 95 % intervals", [table.RowHeading.TrimStart('#'), .. table.Columns.Select(column => $"#{column.Name}")]);
        foreach (SheetRow row in table.Rows)
        {
            TableWriter.Heading(html, row.Label);
            foreach ((SheetColumn column, ReportFigure? figure) in table.Columns.Zip(row.Figures))
            {
                if (figure is { } shown)
                {
                    TableWriter.Figure(html, FigureText.Estimate(shown, column.Unit), FigureText.Interval(shown, column.Unit));
                }
                else
                {
                    TableWriter.Number(html, "–");
                }
            }

            TableWriter.EndRow(html);
        }

        TableWriter.Close(html);
    }
}
