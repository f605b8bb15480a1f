using System.Diagnostics;
using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>Reads a binary outcome: a cell is positive when its text is the agreed one; every other, absent ones too, is negative.</summary>
internal static class Labels
{
    internal static bool[] Read(OpenedTable table, string column)
    {
        CodedNumbers numbers = ReadNumbers(table, column);
        bool[] labels = new bool[numbers.Rows.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = numbers.OfCode[numbers.Rows[row]] > 0;
        }

        return labels;
    }

    /// <summary>The same as numbers: 1 for positive, 0 for the rest.</summary>
    internal static CodedNumbers ReadNumbers(OpenedTable table, string column)
    {
        LabelDomain domain = DomainOf(table, column);
        Parquet.Column cells = table.Read(column);
        CategoryCodes codes = CategoryCodes.Read(cells);
        int positive = codes.CodeOf(Canonical(domain.Positive, cells.Type));
        double[] numbers = new double[codes.Rows.Count];
        if (positive >= 0)
        {
            numbers[positive] = 1;
        }

        return new CodedNumbers(codes.Rows, numbers);
    }

    /// <summary>Sets a bit in each positive row.</summary>
    internal static void Mark(OpenedTable table, string column, byte bits, Span<byte> rows)
    {
        string positive = DomainOf(table, column).Positive;
        using Parquet.Column cells = table.Read(column);
        if (cells is Parquet.Int64Column numbers && long.TryParse(Canonical(positive, cells.Type), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            ReadOnlySpan<long> values = numbers.Values;
            for (int row = 0; row < values.Length; row++)
            {
                rows[row] |= values[row] == number && !numbers.IsNull(row) ? bits : (byte)0;
            }

            return;
        }

        CategoryCodes codes = CategoryCodes.Read(cells);
        bool[] isPositive = new bool[codes.Rows.Count];
        int code = codes.CodeOf(Canonical(positive, cells.Type));
        if (code >= 0)
        {
            isPositive[code] = true;
        }

        codes.Rows.Mark(isPositive, bits, rows);
    }

    private static LabelDomain DomainOf(OpenedTable table, string column) => table.Terms.Columns.Single(terms => terms.Name == column).Domain as LabelDomain
        ?? throw new UnreachableException("A label column has a label domain; the agreement's rules check it.");

    // "1", "1.0" and "+1" are the same number; texts are compared as they are.
    private static string Canonical(string positive, Parquet.ColumnType type) =>
        type is Parquet.ColumnType.Int32 or Parquet.ColumnType.Int64 or Parquet.ColumnType.Double or Parquet.ColumnType.Float
            && double.TryParse(positive, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? CategoryCodes.TextOf(number)
            : type == Parquet.ColumnType.Boolean && bool.TryParse(positive, out bool truth) ? CategoryCodes.TextOf(truth)
            : positive;
}
