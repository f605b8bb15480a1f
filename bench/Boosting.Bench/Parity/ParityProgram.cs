using System.Globalization;
using EnclaveCleanRoom.Boosting.Bench.Measuring;

namespace EnclaveCleanRoom.Boosting.Bench.Parity;

/// <summary>A program with LightGBM's command line: the native one, or the one of this repository.</summary>
internal sealed class ParityProgram(string path, string work, string tag)
{
    private static readonly string[] s_quiet = ["num_threads=1", "verbosity=-1"];

    /// <summary>The fields of a model's tree that say which rows it parts how.</summary>
    private static readonly HashSet<string> s_splits =
        ["num_leaves", "split_feature", "threshold", "decision_type", "left_child", "right_child", "leaf_count", "cat_boundaries", "cat_threshold"];

    /// <summary>Trains on the one file and measures on the other.</summary>
    /// <returns>The figure, and the first tree's splits.</returns>
    public (double Figure, string FirstTree) Run(ParitySet set, IEnumerable<string> parameters)
    {
        string model = Path.Combine(work, tag + ".model.txt");
        string result = Path.Combine(work, tag + ".predictions.txt");
        ProcessRun.Of(path, ["task=train", .. set.Parameters, .. parameters, $"output_model={model}", .. s_quiet], work);
        ProcessRun.Of(
            path, ["task=predict", $"data={set.Test}", $"header={(set.HasHeader ? "true" : "false")}", $"input_model={model}", $"output_result={result}", .. s_quiet], work);
        double[] predictions = [.. File.ReadLines(result).Select(Number)];
        double[] labels = [.. File.ReadLines(set.Test).Skip(set.HasHeader ? 1 : 0).Select(line => Number(line.Split(',', '\t')[0]))];
        double figure = set.IsRegression ? RegressionMetrics.RootMeanSquaredError(predictions, labels) : BinaryMetrics.Auc(predictions, labels);
        return (figure, FirstTree(model));
    }

    private static string FirstTree(string model) => string.Join('\n', File.ReadLines(model)
        .SkipWhile(line => line != "Tree=0").TakeWhile(line => line.Length > 0).Where(line => s_splits.Contains(line.Split('=')[0])));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
