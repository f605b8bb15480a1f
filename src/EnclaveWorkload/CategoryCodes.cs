using System.Globalization;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>A column as categories: one small code a row, the text of each code, and a last code for cells that are absent.</summary>
/// <param name="rows">The codes: one more than there are texts.</param>
/// <param name="texts">The text of each code but the last.</param>
internal sealed class CategoryCodes(RowCodes rows, IReadOnlyList<string> texts)
{
    internal RowCodes Rows => rows;

    internal IReadOnlyList<string> Texts => texts;

    /// <summary>The code of absent cells.</summary>
    internal int Absent => texts.Count;

    /// <summary>Takes a column apart, and disposes it.</summary>
    internal static CategoryCodes Read(Column column)
    {
        CodedCells cells = CodedCells.Read(column);
        return new CategoryCodes(cells.Rows, cells.Texts());
    }

    /// <summary>The code of a text, -1 where no row can have it.</summary>
    internal int CodeOf(string text)
    {
        for (int code = 0; code < texts.Count; code++)
        {
            if (texts[code] == text)
            {
                return code;
            }
        }

        return -1;
    }

    /// <summary>
    /// Zero has two signs and one value: whose row came first must not decide how the category is written, or one person
    /// could rename it for everybody.
    /// </summary>
    internal static string TextOf(double number) => (number + 0.0).ToString("R", CultureInfo.InvariantCulture);

    internal static string TextOf(bool truth) => truth ? "true" : "false";
}
