using System.Globalization;

namespace EnclaveCleanRoom.PrivateModels.Bench.Data;

/// <summary>UCI Adult: adult.data, rows with missing values dropped, all 14 features, with the public bounds and vocabularies of its documentation.</summary>
internal static class AdultTable
{
    private static readonly (string Name, double Lowest, double Highest, FeatureSpacing Spacing)[] s_numeric =
    [
        ("age", 17, 90, FeatureSpacing.Linear),
        ("fnlwgt", 12285, 1484705, FeatureSpacing.Linear),
        ("education_num", 1, 16, FeatureSpacing.Linear),
        ("capital_gain", 0, 99999, FeatureSpacing.Logarithmic),
        ("capital_loss", 0, 4356, FeatureSpacing.Linear),
        ("hours_per_week", 1, 99, FeatureSpacing.Linear),
    ];

    private static readonly string[] s_columns =
    [
        "age", "workclass", "fnlwgt", "education", "education_num", "marital_status", "occupation", "relationship", "race", "sex", "capital_gain",
        "capital_loss", "hours_per_week", "native_country",
    ];

    internal static Table Read(string folder)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(folder, "adult", "adult.data"))
            .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Where(row => row.Length == 15 && !row.Contains("?"))];
        List<PrivateFeature> features = [];
        List<double[]> values = [];
        for (int i = 0; i < s_columns.Length; i++)
        {
            int column = i;
            if (s_numeric.FirstOrDefault(known => known.Name == s_columns[column]) is { Name: not null } numeric)
            {
                features.Add(PrivateFeature.Numeric(numeric.Name, numeric.Lowest, numeric.Highest, numeric.Spacing));
                values.Add([.. rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))]);
                continue;
            }

            // The documentation lists the vocabularies; these are the same words.
            string[] words = [.. rows.Select(row => row[column]).Distinct().Order(StringComparer.Ordinal)];
            features.Add(PrivateFeature.Categorical(s_columns[column], words.Length));
            values.Add([.. rows.Select(row => (double)Array.BinarySearch(words, row[column], StringComparer.Ordinal))]);
        }

        return new Table
        {
            Features = [.. features],
            Values = [.. values],
            Labels = [.. rows.Select(row => row[14] == ">50K")],
            People = [.. Enumerable.Range(0, rows.Length)],
        };
    }
}
