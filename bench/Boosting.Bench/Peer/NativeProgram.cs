using System.Globalization;
using System.Text.RegularExpressions;
using EnclaveCleanRoom.Boosting.Bench.Comparing;
using EnclaveCleanRoom.Boosting.Bench.Data;
using EnclaveCleanRoom.Boosting.Bench.Measuring;

namespace EnclaveCleanRoom.Boosting.Bench.Peer;

/// <summary>LightGBM's own command line program, wherever the caller says that it is.</summary>
internal sealed partial class NativeProgram(string path, string folder)
{
    /// <summary>Trains on <c>train.csv</c>, predicts <c>test.csv</c>, and reads the times off the program's own lines.</summary>
    public (Figures Figures, ProcessRun Run) Run(Setting setting)
    {
        string threads = setting.Threads.ToString(CultureInfo.InvariantCulture);
        DictionaryColumn[] test = TableFile.Read(Path.Combine(folder, "test.table"));
        List<string> arguments =
        [
            "task=train", "objective=binary", "data=train.csv", "header=true", "label_column=0", "output_model=native.txt", "metric=None",
            $"num_leaves={setting.Leaves}", $"num_trees={setting.Trees}", $"num_threads={threads}",
        ];
        if (setting.UseCategories)
        {
            arguments.Add("categorical_feature=" + string.Join(',', test.Skip(1).Index().Where(pair => pair.Item.IsCategorical).Select(pair => pair.Index)));
        }

        ProcessRun train = ProcessRun.Of(path, arguments, folder);
        ProcessRun predict = ProcessRun.Of(
            path, ["task=predict", "data=test.csv", "header=true", "label_column=0", "input_model=native.txt", "output_result=native.out", $"num_threads={threads}"], folder);
        double[] probabilities = [.. File.ReadLines(Path.Combine(folder, "native.out")).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        Figures figures = new(
            Seconds(train.Lines, LoadTime()),
            Seconds(train.Lines, TrainTime()),
            predict.WallSeconds,
            train.CpuSeconds,
            train.PeakMegabytes,
            BinaryMetrics.Auc(probabilities, Features.Labels(test)));
        return (figures, train);
    }

    private static double Seconds(IReadOnlyList<string> lines, Regex pattern) =>
        double.Parse(lines.Select(line => pattern.Match(line)).Last(match => match.Success).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Finished loading data in ([\d.]+) seconds")]
    private static partial Regex LoadTime();

    [GeneratedRegex(@"([\d.]+) seconds elapsed, finished iteration")]
    private static partial Regex TrainTime();
}
