using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>The same columns as text, for the native program: a header, commas, nothing where a value is missing.</summary>
internal static class CsvFile
{
    public static void Write(string path, IReadOnlyList<DictionaryColumn> columns)
    {
        string[][] texts = [.. columns.Select(column => column.Values
            .Select(value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture)).ToArray())];
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(false), 1 << 20);
        writer.Write(string.Join(',', columns.Select(column => column.Name)) + "\n");
        for (int row = 0; row < columns[0].RowCount; row++)
        {
            for (int column = 0; column < columns.Count; column++)
            {
                writer.Write(column > 0 ? "," : "");
                writer.Write(texts[column][columns[column][row]]);
            }

            writer.Write('\n');
        }
    }
}
