using System.Diagnostics;
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

    /// <summary>In the spelling of categories: "1" and "+1" are the same number, "yes" and "true" the same truth value; texts are compared as they are.</summary>
    internal static string PositiveOf(OpenedTable table, string column)
    {
        ColumnTerms terms = table.Terms.Columns.Single(terms => terms.Name == column);
        return (terms.Domain as LabelDomain)?.ValueIn(terms.Type) ?? throw new UnreachableException("A label column has a label domain with a value of its type; the agreement's rules check it.");
    }
}
