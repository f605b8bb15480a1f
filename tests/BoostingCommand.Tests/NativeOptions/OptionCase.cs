namespace EnclaveCleanRoom.BoostingCommand.NativeOptions;

/// <summary>
/// One training with an option of its own and what came of it. A case file has the parameters first, one a line, and then, below headings, the
/// last line of each metric, how often each feature splits, and the predictions of the test rows.
/// </summary>
/// <param name="Parameters">Name and value. <c>predict</c> holds those of prediction, <c>input_model</c> names another case, and
/// <c>weight_file</c> and <c>init_file</c> ask for the files beside the data.</param>
/// <param name="Metrics">As the program prints them.</param>
/// <param name="Splits">As the model file lists them.</param>
/// <param name="Predictions">One line a row.</param>
internal sealed record OptionCase(
    IReadOnlyList<KeyValuePair<string, string>> Parameters, IReadOnlyList<string> Metrics, IReadOnlyList<string> Splits, IReadOnlyList<string> Predictions)
{
    private const string MetricsHeading = "# metrics";
    private const string SplitsHeading = "# splits";
    private const string PredictionsHeading = "# predictions";
    private static readonly string[] s_ofTheCase = ["predict", "input_model", "weight_file", "init_file"];

    public static OptionCase Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        int metrics = Heading(lines, MetricsHeading);
        int splits = Heading(lines, SplitsHeading);
        int predictions = Heading(lines, PredictionsHeading);
        return new OptionCase([.. lines[..metrics].Select(Pair)], Between(lines, metrics, splits), Between(lines, splits, predictions), Between(lines, predictions, lines.Length));
    }

    public void Write(string path) => File.WriteAllLines(
        path, [.. Parameters.Select(pair => $"{pair.Key}={pair.Value}"), MetricsHeading, .. Metrics, SplitsHeading, .. Splits, PredictionsHeading, .. Predictions]);

    /// <summary>Does it again.</summary>
    /// <param name="folder">Where <c>train.csv</c>, <c>test.csv</c>, the files beside them and the base model are.</param>
    /// <param name="scratch">An empty folder of the run's own.</param>
    /// <param name="program">Runs a program of LightGBM's command line and returns what it printed.</param>
    /// <returns>The same parameters, and what came of them.</returns>
    public OptionCase Run(string folder, string scratch, Func<string[], string> program)
    {
        string data = Path.Combine(scratch, "train.csv");
        string test = Path.Combine(scratch, "test.csv");
        string model = Path.Combine(scratch, "model.txt");
        string result = Path.Combine(scratch, "result.txt");
        File.Copy(Path.Combine(folder, "train.csv"), data);
        File.Copy(Path.Combine(folder, "test.csv"), test);
        Copy(folder, "weight", data);
        Copy(folder, "init", data);

        string[] input = Value("input_model") is null ? [] : ["input_model=" + Path.Combine(folder, "base.model.txt")];
        string[] options = [.. Parameters.Where(pair => !s_ofTheCase.Contains(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}")];
        string[] valid = Value("task") == "refit" ? [] : [$"valid={test}"];
        string output = program([.. options, .. input, .. valid, $"data={data}", "header=true", $"output_model={model}", "num_threads=1"]);

        // The columns that a training ignores are still its features; the label is not, and which one it is the model knows by its place only.
        string[] predict = Value("predict")?.Split(' ') ?? [];
        program(["task=predict", $"data={test}", "header=true", $"input_model={model}", $"output_result={result}", .. predict, "num_threads=1"]);
        string[] lines = File.ReadAllLines(model);
        return this with
        {
            Metrics = LastMetrics(output.Split('\n')),
            Splits = [.. lines.SkipWhile(line => line != "feature_importances:").Skip(1).TakeWhile(line => line.Length > 0).Order(StringComparer.Ordinal)],
            Predictions = File.ReadAllLines(result),
        };
    }

    private static string[] LastMetrics(string[] lines)
    {
        string[] measured = [.. lines.Where(line => line.Contains("Iteration:", StringComparison.Ordinal)).Select(line => line[line.IndexOf("Iteration:", StringComparison.Ordinal)..].Trim())];
        return measured.Length == 0 ? [] : [.. measured.Where(line => line.StartsWith(measured[^1].Split(',')[0] + ",", StringComparison.Ordinal)).Distinct()];
    }

    private static KeyValuePair<string, string> Pair(string line) => new(line.Split('=')[0], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private static int Heading(string[] lines, string heading) => Array.IndexOf(lines, heading) is int index and >= 0 ? index : lines.Length;

    private static string[] Between(string[] lines, int heading, int next) => heading >= lines.Length ? [] : lines[(heading + 1)..next];

    private string? Value(string name) => Parameters.Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();

    private void Copy(string folder, string what, string data)
    {
        if (Value(what + "_file") == "true")
        {
            File.Copy(Path.Combine(folder, "train." + what), $"{data}.{what}");
        }
    }
}
