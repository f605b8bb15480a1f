using System.IO.Compression;
using EnclaveCleanRoom.Boosting.Bench.Data;

namespace EnclaveCleanRoom.Boosting.Bench.Parity;

/// <summary>The public data sets, each in a folder of its own, and the joined table of the sample where it has been made.</summary>
internal sealed class ParitySets(string folder, string work)
{
    private static readonly string[] s_adult =
    [
        "age", "workclass", "fnlwgt", "education", "education_num", "marital_status", "occupation", "relationship", "race", "sex", "capital_gain",
        "capital_loss", "hours", "country", "income",
    ];

    public static IReadOnlyList<string> Names { get; } = ["adult", "binary", "regression", "avazu", "ydata_ctr", "ctr_table", "joined-numeric", "joined-categorical"];

    public ParitySet Make(string name) => name switch
    {
        "adult" => Adult(),
        "binary" => Example("LightGBM's binary example (7,000 + 500, weights)", "binary_classification", "binary", isRegression: false),
        "regression" => Example("LightGBM's regression example (7,000 + 500, initial scores)", "regression", "regression", isRegression: true),
        "avazu" => Avazu(),
        "ydata_ctr" => Ydata(),
        "ctr_table" => CtrTable(),
        "joined-numeric" => Joined("numbers", useCategories: false),
        "joined-categorical" => Joined("categories", useCategories: true),
        _ => throw new ArgumentException($"There is no data set '{name}'; there are {string.Join(", ", Names)}.", nameof(name)),
    };

    private ParitySet Adult()
    {
        string[][] train = [.. Lines("adult", "adult.data").Where(line => line.Length > 0).Select(line => line.Split(", "))];
        string[][] test = [.. Lines("adult", "adult.test").Where(line => line.Count(letter => letter == ',') == 14).Select(line => line.TrimEnd('.').Split(", "))];
        TextRows rows = new(s_adult, [.. train, .. test]);
        return rows.Write(
            "adult (32,561 + 16,281, 8 of 14 features categorical)", Path.Combine(work, "adult"), row => rows[row, "income"].StartsWith('>') ? "1" : "0", ["income"],
            ["workclass", "education", "marital_status", "occupation", "relationship", "race", "sex", "country"], row => row >= train.Length);
    }

    private ParitySet Avazu()
    {
        string[] lines = [.. Lines("avazu", "X_15k.csv")];
        TextRows labels = TextRows.WithHeader(Lines("avazu", "y_15k.csv"));
        return TextRows.WithHeader(lines).Write(
            "avazu (12,000 + 3,000, all 21 features categorical)", Path.Combine(work, "avazu"), row => labels[row, "click"], [], lines[0].Split(','), row => row >= 12_000);
    }

    /// <summary>A quarter of the rows, by the hash of their number, are for testing.</summary>
    private ParitySet Ydata()
    {
        TextRows rows = TextRows.WithHeader(Lines("ydata_ctr", "ctr_60k.csv"));
        return rows.Write(
            "ydata_ctr (three of four of 60,228 rows, user and time among 7 of 13 features that are categorical)", Path.Combine(work, "ydata_ctr"),
            row => rows[row, "is_click"], ["session_id", "is_click"],
            ["DateTime", "user_id", "product", "campaign_id", "webpage_id", "product_category_1", "gender"],
            row => unchecked((uint)row * 2654435761u) >> 30 == 3);
    }

    private ParitySet CtrTable()
    {
        using GZipStream unzipped = new(File.OpenRead(Path.Combine(folder, "ctr_table", "ctr_table.csv.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(unzipped);
        TextRows rows = TextRows.WithHeader(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return rows.Write(
            "ctr_table (200,000 + 50,000, 8 of 16 features categorical)", Path.Combine(work, "ctr_table"), row => rows[row, "label"], ["label"],
            ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"], row => row >= 200_000);
    }

    private ParitySet Example(string title, string subfolder, string name, bool isRegression)
    {
        string path = Path.Combine(folder, "lightgbm_examples", subfolder, name);
        return new ParitySet(title, path + ".train", path + ".test", false, isRegression, []);
    }

    /// <summary>What <c>data</c> has written into <c>WORK/joined</c>.</summary>
    private ParitySet Joined(string what, bool useCategories)
    {
        string path = Path.Combine(work, "joined");
        DictionaryColumn[] columns = TableFile.Read(Path.Combine(path, "test.table"));
        int[] categorical = [.. columns.Skip(1).Index().Where(column => useCategories && column.Item.IsCategorical).Select(column => column.Index)];
        return new ParitySet(
            $"joined table (1.6 million + 0.4 million, 59 features, {what})", Path.Combine(path, "train.csv"), Path.Combine(path, "test.csv"), true, false, categorical);
    }

    private IEnumerable<string> Lines(params string[] path) => File.ReadLines(Path.Combine([folder, .. path]));
}
