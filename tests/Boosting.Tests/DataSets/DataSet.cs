using System.Globalization;
using System.IO.Compression;

namespace EnclaveCleanRoom.Boosting.Tests.DataSets;

/// <summary>The public data sets in <c>shared/data</c>, as features and what is known of their rows.</summary>
internal static class DataSet
{
    private static readonly string[] s_adult =
    [
        "age", "workclass", "fnlwgt", "education", "education_num", "marital_status", "occupation", "relationship", "race", "sex", "capital_gain",
        "capital_loss", "hours", "country", "income",
    ];

    /// <summary>Incomes of 32,561 people; 8 of 14 features are categorical.</summary>
    public static (FeatureTable Features, RowInformation Rows) Adult()
    {
        string[][] rows = [.. Lines("adult", "adult.data").Where(line => line.Length > 0).Select(line => line.Split(", "))];
        TextTable table = new(s_adult, rows);
        FeatureTable features = table.Features(["workclass", "education", "marital_status", "occupation", "relationship", "race", "sex", "country"], "income");
        return (features, new RowInformation { Labels = rows.Select(row => row[^1].StartsWith('>') ? 1.0 : 0).ToArray() });
    }

    /// <summary>15,000 impressions with 21 categorical features.</summary>
    public static (FeatureTable Features, RowInformation Rows) Avazu()
    {
        string[] lines = [.. Lines("avazu", "X_15k.csv")];
        FeatureTable features = TextTable.WithHeader(lines).Features(lines[0].Split(','));
        return (features, new RowInformation { Labels = TextTable.WithHeader(Lines("avazu", "y_15k.csv")).Numbers("click") });
    }

    /// <summary>The first 25,000 impressions; times and users are categories of few rows each. A user is a group.</summary>
    public static (FeatureTable Features, RowInformation Rows) Ydata()
    {
        TextTable table = TextTable.WithHeader(Lines("ydata_ctr", "ctr_60k.csv").Take(25_001));
        FeatureTable features = table.Features(
            ["DateTime", "user_id", "product", "campaign_id", "webpage_id", "product_category_1", "gender"], "session_id", "is_click");
        return (features, new RowInformation { Labels = table.Numbers("is_click"), Groups = table.Numbers("user_id").Select(user => (int)user).ToArray() });
    }

    /// <summary>The first 40,000 rows of the table of impressions with 8 categorical and 8 numeric features.</summary>
    public static (FeatureTable Features, RowInformation Rows) CtrTable()
    {
        const int Rows = 40_000;
        using GZipStream unzipped = new(System.IO.File.OpenRead(SharedData.Require("data", "ctr_table", "ctr_table.csv.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(unzipped);
        List<string> lines = [];
        while (lines.Count <= Rows && reader.ReadLine() is string line)
        {
            lines.Add(line);
        }

        TextTable table = TextTable.WithHeader(lines);
        return (table.Features(["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"], "label"), new RowInformation { Labels = table.Numbers("label") });
    }

    /// <summary>LightGBM's own examples, 7,000 rows of 28 numeric features; <c>binary</c> has weights, <c>regression</c> scores to start from.</summary>
    public static (FeatureTable Features, RowInformation Rows) Example(string kind)
    {
        string folder = kind == "binary" ? "binary_classification" : kind;
        string[][] rows = [.. Lines("lightgbm_examples", folder, kind + ".train").Select(line => line.Split('\t'))];
        TextTable table = new([.. Enumerable.Range(0, rows[0].Length).Select(column => $"Column_{column}")], rows);
        RowInformation information = new() { Labels = table.Numbers("Column_0") };
        return (table.Features([], "Column_0"), kind == "binary"
            ? information with { Weights = Numbers(folder, "binary.train.weight") }
            : information with { InitialScores = Numbers(folder, "regression.train.init") });
    }

    private static double[] Numbers(string folder, string name) =>
        [.. Lines("lightgbm_examples", folder, name).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Lines(params string[] path) => System.IO.File.ReadLines(SharedData.Require(["data", .. path]));
}
