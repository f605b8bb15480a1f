using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tables;

/// <summary>Writes a table as CSV or JSON, in which an absent cell, an empty text, an absent list and an empty list all differ.</summary>
internal sealed class TableText
{
    private readonly Table _table;
    private readonly CellText[] _cells;

    /// <param name="table">What is written.</param>
    /// <param name="logical">For each column, Parquet's name of what its cells mean.</param>
    internal TableText(Table table, IReadOnlyList<string?> logical)
    {
        _table = table;
        _cells = [.. table.Columns.Select((column, i) => new CellText(column is ListColumn lists ? lists.Elements : column, logical[i]))];
    }

    /// <summary>RFC 4180 with a header; an absent cell is nothing, an empty text "" in quotes, a list the JSON of it.</summary>
    internal void WriteCsv(TextWriter output)
    {
        output.Write(string.Join(',', _table.Columns.Select(column => QuoteCsv(column.Name))));
        output.Write('\n');
        for (int row = 0; row < _table.RowCount; row++)
        {
            for (int i = 0; i < _cells.Length; i++)
            {
                output.Write(i == 0 ? "" : ",");
                Column column = _table.Columns[i];
                if (!column.IsNull(row))
                {
                    output.Write(QuoteCsv(column is ListColumn lists ? List(lists, _cells[i], row) : _cells[i].At(row).Text));
                }
            }

            output.Write('\n');
        }
    }

    /// <summary>One array of objects, a row a line; bytes, moments, decimals and numbers that are not finite are texts.</summary>
    internal void WriteJson(TextWriter output)
    {
        output.Write('[');
        string[] names = [.. _table.Columns.Select(column => QuoteJson(column.Name))];
        for (int row = 0; row < _table.RowCount; row++)
        {
            output.Write(row == 0 ? "\n{" : ",\n{");
            for (int i = 0; i < _cells.Length; i++)
            {
                output.Write(i == 0 ? "" : ",");
                output.Write(names[i]);
                output.Write(':');
                Column column = _table.Columns[i];
                output.Write(column.IsNull(row) ? "null" : column is ListColumn lists ? List(lists, _cells[i], row) : Json(_cells[i].At(row)));
            }

            output.Write('}');
        }

        output.Write("\n]\n");
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
