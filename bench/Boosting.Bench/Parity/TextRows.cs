using System.Text;

namespace EnclaveCleanRoom.Boosting.Bench.Parity;

/// <summary>Rows of text that are written as two files which both programs read: label first, categories as codes in the order in which they come.</summary>
internal sealed class TextRows(IReadOnlyList<string> names, IReadOnlyList<string[]> rows)
{
    public static TextRows WithHeader(IEnumerable<string> lines)
    {
        string[][] rows = [.. lines.Select(line => line.Split(','))];
        return new TextRows(rows[0], rows[1..]);
    }

    public int Count => rows.Count;

    public string this[int row, string name] => rows[row][IndexOf(name)];

    /// <summary>Writes <c>NAME.train</c> and <c>NAME.test</c>.</summary>
    /// <param name="title">What the table calls the data.</param>
    /// <param name="path">Folder and NAME.</param>
    /// <param name="labels">The label of each row.</param>
    /// <param name="without">Columns to be left out.</param>
    /// <param name="categorical">Columns that are categories.</param>
    /// <param name="isTest">Which rows are for the second file.</param>
    public ParitySet Write(string title, string path, Func<int, string> labels, IReadOnlyList<string> without, IReadOnlyList<string> categorical, Predicate<int> isTest)
    {
        int[] columns = [.. names.Index().Where(column => !without.Contains(column.Item)).Select(column => column.Index)];
        Dictionary<string, string>?[] codes = [.. columns.Select(column => categorical.Contains(names[column]) ? new Dictionary<string, string>() : null)];
        using (StreamWriter train = new(path + ".train", append: false, new UTF8Encoding(false)))
        using (StreamWriter test = new(path + ".test", append: false, new UTF8Encoding(false)))
        {
            string header = "label," + string.Join(',', columns.Select(column => names[column])) + "\n";
            train.Write(header);
            test.Write(header);
            for (int row = 0; row < rows.Count; row++)
            {
                IEnumerable<string> fields = columns.Select((column, i) => Field(rows[row][column], codes[i]));
                (isTest(row) ? test : train).Write($"{labels(row)},{string.Join(',', fields)}\n");
            }
        }

        return new ParitySet(title, path + ".train", path + ".test", true, false, [.. columns.Index().Where(column => codes[column.Index] is not null).Select(column => column.Index)]);
    }

    /// <summary>Nothing is what both programs call NaN.</summary>
    private static string Field(string text, Dictionary<string, string>? codes)
    {
        if (text.Length == 0 || codes is null)
        {
            return text.Length == 0 ? "na" : text;
        }

        codes.TryAdd(text, codes.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return codes[text];
    }

    private int IndexOf(string name) => names.Index().First(column => column.Item == name).Index;
}
