using System.Text;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>RFC 4180 with a header, in UTF-8; an absent cell is an empty one. A comparison goes by cells: quotes and ends of lines may differ.</summary>
internal sealed class CsvTableFile : TableFile
{
    private const int RowsPerReport = 10_000;

    internal override void Write(Stream stream, SyntheticTable table, Action<double> report, CancellationToken cancellationToken)
    {
        string[][] values = [.. table.Columns.Select(column => column.Values.Select(Quote).ToArray())];
        using StreamWriter csv = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        csv.WriteLine(string.Join(',', table.Columns.Select(column => Quote(column.Name))));
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < values.Length; column++)
            {
                csv.Write(column == 0 ? "" : ",");
                csv.Write(values[column][table.Columns[column].Codes[row]]);
            }

            csv.WriteLine();
            Note(row, table, report, cancellationToken);
        }
    }

    internal override TableDifference? Compare(Stream stream, SyntheticTable table, Action<double> report, CancellationToken cancellationToken)
    {
        BadRow? bad = null;
        if (!CsvRecords.TryOpen(stream, CsvDialect.Standard, [], found => bad ??= found, out CsvRecords? records, out IngestionRefusal? refusal))
        {
            return new TableDifference(TableFault.Unreadable, refusal.Detail);
        }

        using (records)
        {
            if (TableDifference.OfNames(records.Names, table) is { } names)
            {
                return names;
            }

            int rows = 0;
            while (records.Read())
            {
                if (rows < table.Rows && OfRow(records, table, rows) is { } cell)
                {
                    return cell;
                }

                Note(rows++, table, report, cancellationToken);
            }

            return bad is { } damaged ? new TableDifference(TableFault.Unreadable, FormattableString.Invariant($"line {damaged.Line}: {damaged.Reason}"))
                : records.Stopped is { } stopped ? new TableDifference(TableFault.Unreadable, stopped.Detail)
                : TableDifference.OfRows(rows, table);
        }
    }

    private static TableDifference? OfRow(CsvRecords records, SyntheticTable table, int row)
    {
        for (int column = 0; column < table.Columns.Count; column++)
        {
            string found = Encoding.UTF8.GetString(records.Cell(column));
            if (!table.Columns[column].Means(table.Columns[column].Codes[row], found))
            {
                return TableDifference.OfCell(row, table.Columns[column], found);
            }
        }

        return null;
    }

    private static void Note(int row, SyntheticTable table, Action<double> report, CancellationToken cancellationToken)
    {
        if (row % RowsPerReport == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            report(Math.Min(1, (double)row / table.Rows));
        }
    }

    // A lone empty cell is quoted, because readers skip empty lines.
    private static string Quote(string value) =>
        value.Length == 0 || value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
