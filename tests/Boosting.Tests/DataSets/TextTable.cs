using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Tests.DataSets;

/// <summary>Rows of text fields, which become features: numbers, or categories numbered as they come.</summary>
internal sealed class TextTable(IReadOnlyList<string> names, IReadOnlyList<string[]> rows)
{
    /// <summary>Rows of a file with a header.</summary>
    public static TextTable WithHeader(IEnumerable<string> lines, char separator = ',')
    {
        string[][] rows = [.. lines.Select(line => line.Split(separator))];
        return new TextTable(rows[0], rows[1..]);
    }

    /// <summary>One number a row; NaN where a field is empty.</summary>
    public double[] Numbers(string name)
    {
        int column = Index(name);
        return [.. rows.Select(row => row[column].Length == 0 ? double.NaN : double.Parse(row[column], CultureInfo.InvariantCulture))];
    }

    /// <summary>All columns but some as features.</summary>
    public FeatureTable Features(IReadOnlyCollection<string> categorical, params IReadOnlyCollection<string> without) =>
        new([.. names.Except(without).Select(name => categorical.Contains(name) ? Categories(name) : FeatureColumn.Numeric(name, Numbers(name)))]);

    private FeatureColumn Categories(string name)
    {
        int column = Index(name);
        Dictionary<string, int> codes = [];
        return FeatureColumn.Categorical(name, rows.Select(row =>
        {
            string text = row[column];
            if (text.Length > 0 && !codes.ContainsKey(text))
            {
                codes.Add(text, codes.Count);
            }

            return text.Length == 0 ? -1 : codes[text];
        }).ToArray());
    }

    private int Index(string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no column {name}.", nameof(name));
    }
}
