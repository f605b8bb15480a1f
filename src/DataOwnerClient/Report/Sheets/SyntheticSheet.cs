using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Synthesis;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>Synthetic rows as tables and a map: what the rows hold, what they were learned from, how alike and how safe they are. All of it follows from what was released.</summary>
internal static class SyntheticSheet
{
    /// <summary>So many columns have a table of their values.</summary>
    private const int MostColumns = 24;

    /// <summary>So many values of a column are shown, the most frequent ones.</summary>
    private const int MostValues = 40;

    // 95 % of a normal law, whose tails those of the noise do not exceed.
    private const double Coverage = 1.96;

    internal static Sheet Of(SyntheticQuery query, SyntheticAnswer answer)
    {
        SyntheticTable table = SyntheticTable.Of(answer);
        return new Sheet
        {
            Title = "Synthetic rows",
            Lead = FormattableString.Invariant($"{answer.Rows:#,0} rows of {answer.Columns.Count} columns that look like {answer.LearnedRows.Estimate:#,0} true ones and are of nobody; ")
                + (query.Dependences == SyntheticDependences.Tree ? "dependences along a tree of pairs." : "dependences of pairs chosen one after another."),
            Tables = [.. SyntheticFigures.Of(answer), .. table.Columns.Zip(answer.Columns).Take(MostColumns).Select(column => Values(answer, column.First, column.Second.Column)), Pairs(answer)],
            Grids = table.Columns.Count < 2 ? [] : [Map(table)],
            Notes = [.. Notes(answer, table)],
        };
    }

    private static SheetTable Values(SyntheticAnswer answer, SyntheticTableColumn column, ColumnReference reference)
    {
        double rows = Math.Max(1, answer.LearnedRows.Estimate);
        SyntheticMeasurement? measured = answer.Measurements.FirstOrDefault(each => each.Columns.Count == 1 && each.Columns[0] == reference);
        double reach = Coverage * (measured?.Deviation ?? 0) / rows;
        int[] counts = new int[column.Values.Count];
        foreach (ushort code in column.Codes)
        {
            counts[code]++;
        }

        IEnumerable<int> shown = Enumerable.Range(0, counts.Length).OrderByDescending(code => counts[code]).Take(MostValues);
        return new SheetTable
        {
            Caption = $"{reference} among the made rows",
            RowHeading = column.Name,
            Columns = [new("Share", FigureUnit.Share)],
            Rows =
            [
                .. (column.IsNumber ? shown.Order() : shown).Select(code => (Code: code, Share: (double)counts[code] / answer.Rows)).Select(value => new SheetRow(
                    column.Values[value.Code].Length == 0 ? "(none, or another)" : column.Values[value.Code],
                    [new ReportFigure(value.Share, Math.Max(0, value.Share - reach), Math.Min(1, value.Share + reach))])),
            ],
            Plotted = [0],
        };
    }

    private static SheetTable Pairs(SyntheticAnswer answer) => new()
    {
        Caption = "Columns that were counted together, in order",
        RowHeading = "Columns",
        Columns = [new("Counts", FigureUnit.Count), new("Deviation of the noise on each, in rows", FigureUnit.Number)],
        Rows = [.. answer.Measurements.Where(each => each.Columns.Count > 1).Select(each => new SheetRow(string.Join(" with ", each.Columns), [Exactly(each.Cells), Exactly(each.Deviation)]))],
        Plotted = [],
    };

    private static SheetGrid Map(SyntheticTable table) => new()
    {
        Caption = "How strongly columns of the made rows go together",
        Labels = [.. table.Columns.Select(column => column.Name)],
        Figure = "Cramér's V",
        Values = Associations.Of(table),
    };

    private static IEnumerable<string> Notes(SyntheticAnswer answer, SyntheticTable table)
    {
        yield return "Shares are those of the made rows; their intervals are how far the noise of counting each column by itself reaches. Trust shares of thousands of rows and not those of ten.";
        yield return "The rows may be used for anything: whatever is computed from them is as private as they are.";
        if (table.Columns.Count > MostColumns)
        {
            yield return FormattableString.Invariant($"The values of {MostColumns} of {table.Columns.Count} columns are shown.");
        }

        if (table.Rows >= 2 * Associations.MostRows)
        {
            yield return FormattableString.Invariant($"For the map of pairs every {table.Rows / Associations.MostRows}th row is counted.");
        }

        if (answer.LearnedRows.Low <= 0)
        {
            yield return "There may have been no true rows at all: the noise that protects people is larger than anything there was to learn, and the rows are made of it.";
        }
    }

    private static ReportFigure? Exactly(double value) => new ReportFigure(value, value, value);
}
