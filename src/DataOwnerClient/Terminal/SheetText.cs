using System.Globalization;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Puts an answer's tables into lines.</summary>
internal static class SheetText
{
    internal static IEnumerable<string> Write(Sheet sheet)
    {
        yield return StepList.Plain($"{sheet.Title}. {sheet.Lead}");
        foreach (SheetTable table in sheet.Tables)
        {
            yield return StepList.Plain($"  {table.Caption}");
            foreach (string line in TextTable.Lines([table.RowHeading, .. table.Columns.Select(column => column.Name)], table.Rows.Select(row => Cells(table, row))))
            {
                yield return $"    {line}";
            }
        }

        foreach (string note in sheet.Notes)
        {
            yield return StepList.Plain($"  {note}");
        }
    }

    private static string[] Cells(SheetTable table, SheetRow row) =>
        [row.Label, .. table.Columns.Zip(row.Figures).Select(cell => cell.Second is { } figure ? Text(figure, cell.First.Unit) : "-")];

    private static string Text(ReportFigure figure, FigureUnit unit) => unit switch
    {
        FigureUnit.Count => string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate:#,0} [{figure.Low:#,0}; {figure.High:#,0}]"),
        FigureUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate * 100:0.00} % [{figure.Low * 100:0.00}; {figure.High * 100:0.00}]"),
        FigureUnit.Score when figure.Low == figure.High => string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate:0.0000}"),
        FigureUnit.Score => string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate:0.0000} [{figure.Low:0.0000}; {figure.High:0.0000}]"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{figure.Estimate:0.00} [{figure.Low:0.00}; {figure.High:0.00}]"),
    };
}
