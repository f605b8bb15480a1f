using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Tests.Vectors;

/// <summary>Data, models and predictions of the native program, in <c>shared/vectors/lightgbm</c>.</summary>
internal static class LightGbmVectors
{
    public static string ModelText(string name) => System.IO.File.ReadAllText(SharedData.Require("vectors", "lightgbm", name + ".model.txt"));

    public static double[] Predictions(string name) => ReadNumbers(SharedData.Require("vectors", "lightgbm", name + ".predictions.txt"));

    public static double[] RawScores(string name) => ReadNumbers(SharedData.Require("vectors", "lightgbm", name + ".raw.txt"));

    /// <summary>The tab-separated example: 28 numeric features, label first, weights in a file beside it.</summary>
    public static LabelledRows Binary(string part)
    {
        string path = SharedData.Require("data", "lightgbm_examples", "binary_classification", "binary." + part);
        double[][] rows = [.. System.IO.File.ReadLines(path).Select(line => line.Split('\t').Select(Number).ToArray())];
        FeatureTable features = new([.. Enumerable.Range(0, rows[0].Length - 1)
            .Select(feature => FeatureColumn.Numeric($"Column_{feature}", rows.Select(row => row[feature + 1]).ToArray()))]);
        return new LabelledRows(features, [.. rows.Select(row => row[0])], ReadNumbers(path + ".weight"));
    }

    /// <summary>Clicks with 21 categorical features.</summary>
    public static LabelledRows Avazu(string part)
    {
        string[] lines = System.IO.File.ReadAllLines(SharedData.Require("vectors", "lightgbm", $"avazu_{part}.csv"));
        string[] names = lines[0].Split(',');
        int[][] rows = [.. lines.Skip(1).Select(line => line.Split(',').Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
        FeatureTable features = new([.. Enumerable.Range(1, names.Length - 1)
            .Select(feature => FeatureColumn.Categorical(names[feature], rows.Select(row => row[feature]).ToArray()))]);
        return new LabelledRows(features, [.. rows.Select(row => (double)row[0])], []);
    }

    private static double[] ReadNumbers(string path) => [.. System.IO.File.ReadLines(path).Select(Number)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
