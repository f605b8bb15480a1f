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
        LabelDomain domain = table.Terms.Columns.Single(terms => terms.Name == column).Domain as LabelDomain
            ?? throw new UnreachableException("A label column has a label domain; the agreement's rules check it.");
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

    // "1", "1.0" and "+1" are the same number; texts are compared as they are.
    private static string Canonical(string positive, Parquet.ColumnType type) =>
        type is Parquet.ColumnType.Int32 or Parquet.ColumnType.Int64 or Parquet.ColumnType.Double or Parquet.ColumnType.Float
            && double.TryParse(positive, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? CategoryCodes.TextOf(number)
            : type == Parquet.ColumnType.Boolean && bool.TryParse(positive, out bool truth) ? CategoryCodes.TextOf(truth)
            : positive;
}
