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
        CategoryCodes codes = CategoryCodes.Read(table.Read(column));
        int positive = codes.CodeOf(PositiveOf(table, column));
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
        string positive = PositiveOf(table, column);
        using Parquet.Column cells = table.Read(column);
        if (cells is Parquet.Int64Column numbers && long.TryParse(positive, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
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
        int code = codes.CodeOf(positive);
        if (code >= 0)
        {
            isPositive[code] = true;
        }

        codes.Rows.Mark(isPositive, bits, rows);
    }

    /// <summary>In the spelling of categories: "1" and "+1" are the same number, "yes" and "true" the same truth value; texts are compared as they are.</summary>
    private static string PositiveOf(OpenedTable table, string column)
    {
        ColumnTerms terms = table.Terms.Columns.Single(terms => terms.Name == column);
        return (terms.Domain as LabelDomain)?.ValueIn(terms.Type) ?? throw new UnreachableException("A label column has a label domain with a value of its type; the agreement's rules check it.");
    }
}
