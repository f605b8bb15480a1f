using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.Boosting.Bench.Measuring;
using EnclaveCleanRoom.Pipeline.Bench.Comparing;
using EnclaveCleanRoom.Pipeline.Bench.Data;

namespace EnclaveCleanRoom.Pipeline.Bench.Peer;

/// <summary>The same work in the clear: DuckDB from CSV to CSV, then LightGBM's own program to train and to predict, three processes.</summary>
/// <param name="native">The path of LightGBM's program.</param>
/// <param name="modules">A folder whose <c>node_modules</c> has DuckDB for Node.js.</param>
internal sealed class PeerRun(string native, string modules)
{
    internal SideFigures Run(string folder, Setting setting)
    {
        string threads = setting.Threads.ToString(CultureInfo.InvariantCulture);
        string script = Path.Combine(AppContext.BaseDirectory, "Peer", "pipeline.mjs");
        ProcessRun duck = ProcessRun.Of("node", [script, Path.GetFullPath(folder), threads, Path.GetFullPath(modules)], folder);
        ProcessRun train = ProcessRun.Of(
            native,
            [
                "task=train", "objective=binary", "data=train.csv", "header=true", "label_column=0", "output_model=native.txt", "metric=None",
                $"num_leaves={setting.Leaves}", $"num_trees={setting.Trees}", $"num_threads={threads}", $"categorical_feature=name:{Categories(folder)}",
            ],
            folder);
        ProcessRun predict = ProcessRun.Of(
            native,
            ["task=predict", "data=test.csv", "header=true", "label_column=0", "input_model=native.txt", "output_result=native.out", $"num_threads={threads}"],
            folder);
        return SideFigures.Of([duck, train, predict]) with
        {
            Stages = [.. SideFigures.StagesOf(duck), new Stage("train", train.WallSeconds), new Stage("evaluate", predict.WallSeconds)],
            Auc = BinaryMetrics.Auc(Numbers(Path.Combine(folder, "native.out")), Numbers(Path.Combine(folder, "test.csv"))),
            Model = SideFigures.Digest(File.ReadAllText(Path.Combine(folder, "native.txt"))),
        };
    }

    private static string Categories(string folder)
    {
        HashSet<string> own = [.. SampleColumns.Ads.Where(column => column.Role == ColumnRole.Categorical).Select(column => column.Name)];
        return string.Join(',', File.ReadLines(Path.Combine(folder, "train.csv")).First().Split(',').Where(name => own.Contains(name)
            || name.StartsWith("mode_", StringComparison.Ordinal)
            || (name.StartsWith("interest_", StringComparison.Ordinal) && name != "interest_count")));
    }

    /// <summary>The first number of each line, a header left out.</summary>
    private static double[] Numbers(string path) => [.. File.ReadLines(path).Select(line => line.AsSpan(0, (line + ',').IndexOf(',', StringComparison.Ordinal)).ToString())
        .Where(text => text != "label").Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}
