using EnclaveCleanRoom.DataOwnerClient.Report.Html;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Plots;

/// <summary>A map of pairs: the stronger a pair, the fuller its shade. Columns are numbered as the rows are, which are named; numbers are in the table.</summary>
internal static class HeatPlot
{
    // In units of about one pixel on a phone, as the square of a calibration plot; long names end in dots.
    private const double Width = 350;
    private const double Top = 18;
    private const double Names = 130;
    private const int LongestName = 20;
    private const int MostNumbered = 32;

    public static void Write(HtmlText html, SheetGrid grid)
    {
        int count = grid.Labels.Count;
        double side = Math.Min(24, (Width - Names) / Math.Max(count, 1));
        double height = Top + (side * count) + 4;
        html.Write($"""<svg class="square map" viewBox="0 0 350 {height}" role="img" aria-label="{grid.Caption}: {grid.Figure} of every two of {count} columns as shades, none at 0 and full at 1; all numbers are in the table.">""");
        for (int row = 0; row < count; row++)
        {
            double middle = Top + (side * (row + 0.5)) + 3.5;
            html.Write($"""<text class="tick" x="{Names - 6}" y="{middle}" text-anchor="end">{Name(grid.Labels[row])} {row + 1}</text>""");
            if (count <= MostNumbered)
            {
                html.Write($"""<text class="tick" x="{Names + (side * (row + 0.5))}" y="{Top - 5}" text-anchor="middle">{row + 1}</text>""");
            }

            for (int column = 0; column < count; column++)
            {
                Cell(html, row == column ? "self" : "heat", Names + (side * column), Top + (side * row), side - 1, row == column ? 1 : grid.Values[row][column]);
            }
        }

        html.Write($"</svg>");
    }

    private static void Cell(HtmlText html, string kind, double x, double y, double side, double value) =>
        html.Write($"""<rect class="{kind}" x="{x}" y="{y}" width="{side}" height="{side}" fill-opacity="{Math.Clamp(value, 0, 1)}"/>""");

    private static string Name(string label) => label.Length <= LongestName ? label : label[..(LongestName - 1)] + "…";
}
