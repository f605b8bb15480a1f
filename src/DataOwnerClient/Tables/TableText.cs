using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tables;

/// <summary>
/// Writes tables of the same columns one after the other as CSV or JSON, in which an absent cell, an empty text, an absent list and an empty
/// list all differ.
/// </summary>
/// <param name="output">Where to; stays the caller's.</param>
/// <param name="names">The columns.</param>
/// <param name="logical">For each column, Parquet's name of what its cells mean.</param>
internal sealed class TableText(TextWriter output, IReadOnlyList<string> names, IReadOnlyList<string?> logical)
{
    private long _rows;

    /// <summary>How tables are written as RFC 4180 with a header: an absent cell is nothing, an empty text "" in quotes, a list the JSON of it.</summary>
    internal void WriteCsv(IEnumerable<Table> tables)
    {
        output.Write(string.Join(',', names.Select(QuoteCsv)));
        output.Write('\n');
        foreach (Table table in tables)
        {
            CellText[] cells = Cells(table);
            for (int row = 0; row < table.RowCount; row++)
            {
                WriteCsv(table, cells, row);
            }
        }
    }

    /// <summary>One array of objects, a row a line; bytes, moments, decimals and numbers that are not finite are texts.</summary>
    internal void WriteJson(IEnumerable<Table> tables)
    {
        output.Write('[');
        string[] quoted = [.. names.Select(QuoteJson)];
        foreach (Table table in tables)
        {
            CellText[] cells = Cells(table);
            for (int row = 0; row < table.RowCount; row++)
            {
                WriteJson(table, cells, quoted, row);
            }
        }

        output.Write("\n]\n");
    }

    private CellText[] Cells(Table table) =>
        [.. table.Columns.Select((column, i) => new CellText(column is ListColumn lists ? lists.Elements : column, logical[i]))];

    private void WriteCsv(Table table, CellText[] cells, int row)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            output.Write(i == 0 ? "" : ",");
            Column column = table.Columns[i];
            if (!column.IsNull(row))
            {
                output.Write(QuoteCsv(column is ListColumn lists ? List(lists, cells[i], row) : cells[i].At(row).Text));
            }
        }

        output.Write('\n');
    }

    private void WriteJson(Table table, CellText[] cells, string[] quoted, int row)
    {
        output.Write(_rows++ == 0 ? "\n{" : ",\n{");
        for (int i = 0; i < cells.Length; i++)
        {
            output.Write(i == 0 ? "" : ",");
            output.Write(quoted[i]);
            output.Write(':');
            Column column = table.Columns[i];
            output.Write(column.IsNull(row) ? "null" : column is ListColumn lists ? List(lists, cells[i], row) : Json(cells[i].At(row)));
        }

        output.Write('}');
    }

    private static string Json((string Text, CellText.Kind Kind) cell) => cell.Kind == CellText.Kind.Bare ? cell.Text : QuoteJson(cell.Text);

    private static string List(ListColumn lists, CellText elements, int row)
    {
        StringBuilder text = new("[");
        Range range = lists[row];
        for (int at = range.Start.Value; at < range.End.Value; at++)
        {
            text.Append(at == range.Start.Value ? "" : ",").Append(lists.Elements.IsNull(at) ? "null" : Json(elements.At(at)));
        }

        return text.Append(']').ToString();
    }

    private static string QuoteCsv(string text) =>
        text.Length == 0 || text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string QuoteJson(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
