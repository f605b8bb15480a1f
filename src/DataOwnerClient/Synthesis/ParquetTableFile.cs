using System.Globalization;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>
/// Parquet, not encrypted: columns of whole numbers as INT64, of other numbers as DOUBLE, of texts as strings; an absent cell is a null. A comparison goes by what cells mean: another writer's types and pages may differ.
/// </summary>
internal sealed class ParquetTableFile : TableFile
{
    private const int GroupRows = 1 << 18;
    private const int RowsPerLook = 1 << 16;

    internal override void Write(Stream stream, SyntheticTable table, Action<double> report, CancellationToken cancellationToken)
    {
        Schema schema = new(table.Columns.Select(column => new Field(column.Name, TypeOf(column), IsNullable: true)));
        using ParquetWriter writer = new(stream, schema, new ParquetWriterOptions());
        int start = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rows = Math.Min(GroupRows, table.Rows - start);
            using Table group = new(table.Columns.Zip(schema, (column, field) => Make(field, column, start, rows)));
            writer.Write(group);
            start += rows;
            report((double)start / table.Rows);
        }
        while (start < table.Rows);
        writer.Finish();
    }

    internal override TableDifference? Compare(Stream stream, SyntheticTable table, Action<double> report, CancellationToken cancellationToken)
    {
        if (!ParquetFile.TryOpen(stream, ParquetReaderOptions.Plaintext, out ParquetFile? file, out ParquetFailure? failure))
        {
            return new TableDifference(TableFault.Unreadable, $"{failure}");
        }

        string[] names = [.. file.Columns.Select(column => column.Name)];
        TableDifference? difference = TableDifference.OfNames(names, table) ?? TableDifference.OfRows(file.RowCount, table);
        int start = 0;
        for (int group = 0; difference is null && group < file.RowGroupCount; group++)
        {
            if (!file.TryReadRowGroup(group, names, out Table? rows, out failure))
            {
                return new TableDifference(TableFault.Unreadable, $"{failure}");
            }

            using (rows)
            {
                difference = start + (long)rows.RowCount > table.Rows ? TableDifference.OfRows(start + (long)rows.RowCount, table) : OfGroup(rows, table, start, cancellationToken);
                start += rows.RowCount;
                report((double)start / table.Rows);
            }
        }

        return difference ?? TableDifference.OfRows(start, table);
    }

    private static TableDifference? OfGroup(Table rows, SyntheticTable table, int start, CancellationToken cancellationToken)
    {
        for (int column = 0; column < table.Columns.Count; column++)
        {
            SyntheticTableColumn wanted = table.Columns[column];
            Func<int, string>? read = ReaderOf(rows.Columns[column]);
            if (read is null)
            {
                return new TableDifference(TableFault.OtherColumns, $"{wanted.Name} is of type {rows.Columns[column].Type}, which no column of synthetic rows is");
            }

            for (int row = 0; row < rows.RowCount; row++)
            {
                if (row % RowsPerLook == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                string found = rows.Columns[column].IsNull(row) ? "" : read(row);
                if (!wanted.Means(wanted.Codes[start + row], found))
                {
                    return TableDifference.OfCell(start + row, wanted, found);
                }
            }
        }

        return null;
    }

    private static Func<int, string>? ReaderOf(Column column) => column switch
    {
        StringColumn texts => row => texts[row]!,
        Int64Column whole => row => whole.Values[row].ToString(CultureInfo.InvariantCulture),
        Int32Column whole => row => whole.Values[row].ToString(CultureInfo.InvariantCulture),
        DoubleColumn numbers => row => numbers.Values[row].ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static ColumnType TypeOf(SyntheticTableColumn column) => column.IsWhole ? ColumnType.Int64 : column.IsNumber ? ColumnType.Double : ColumnType.String;

    private static Column Make(Field field, SyntheticTableColumn column, int start, int rows)
    {
        ReadOnlySpan<ushort> codes = column.Codes.AsSpan(start, rows);
        switch (field.Type)
        {
            case ColumnType.Int64:
                return Numbers(field, codes, [.. column.Values.Select(value => value.Length == 0 ? (long?)null : long.Parse(value, CultureInfo.InvariantCulture))]);
            case ColumnType.Double:
                return Numbers(field, codes, [.. column.Values.Select(value => value.Length == 0 ? (double?)null : double.Parse(value, CultureInfo.InvariantCulture))]);
            default:
                StringColumnBuilder texts = new(field, rows);
                foreach (ushort code in codes)
                {
                    texts.Append(column.Values[code].Length == 0 ? null : column.Values[code]);
                }

                return texts.Build();
        }
    }

    private static Column Numbers<T>(Field field, ReadOnlySpan<ushort> codes, T?[] values)
        where T : unmanaged
    {
        PrimitiveColumnBuilder<T> numbers = new(field, codes.Length);
        foreach (ushort code in codes)
        {
            numbers.Append(values[code]);
        }

        return numbers.Build();
    }
}
