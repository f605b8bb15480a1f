using System.Globalization;

namespace EnclaveCleanRoom.PrivateModels.Bench.Data;

/// <summary>The ads table with user ids: the columns of both parties, vocabularies and bounds as its documentation would state them.</summary>
internal static class YdataTable
{
    private static readonly string[] s_categorical =
        ["product", "campaign_id", "webpage_id", "product_category_1", "user_group_id", "gender", "age_level", "user_depth", "city_development_index", "var_1"];

    internal static Table Read(string folder)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, "ydata_ctr", "ctr_60k.csv"));
        List<string> header = [.. lines[0].Split(',')];
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        List<PrivateFeature> features = [];
        List<double[]> values = [];
        foreach (string name in s_categorical)
        {
            int column = header.IndexOf(name);
            string[] words = [.. rows.Select(row => row[column]).Where(word => word.Length > 0).Distinct().Order(StringComparer.Ordinal)];
            features.Add(PrivateFeature.Categorical(name, words.Length));
            values.Add([.. rows.Select(row => row[column].Length == 0 ? double.NaN : Array.BinarySearch(words, row[column], StringComparer.Ordinal))]);
        }

        features.Add(PrivateFeature.Numeric("hour", 0, 24));
        int time = header.IndexOf("DateTime");
        values.Add([.. rows.Select(row => TimeSpan.Parse(row[time].Split(' ')[1], CultureInfo.InvariantCulture).TotalHours)]);
        Dictionary<string, int> people = [];
        int user = header.IndexOf("user_id");
        return new Table
        {
            Features = [.. features],
            Values = [.. values],
            Labels = [.. rows.Select(row => row[header.IndexOf("is_click")] == "1")],
            People = [.. rows.Select(row => people.TryGetValue(row[user], out int known) ? known : people[row[user]] = people.Count)],
        };
    }
}
