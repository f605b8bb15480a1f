using System.Globalization;
using System.Text.RegularExpressions;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.BoostingCommand.Tests;

/// <summary>The samples of the library and of the program do what they say.</summary>
public sealed partial class SampleTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_library_s_sample_trains_saves_loads_and_explains_a_model()
    {
        string model = _scratch.PathOf("click-model.txt");
        string output = BuiltProgram.Run("ClickModel", "EnclaveCleanRoom.Samples.ClickModel.dll", _scratch.Folder, [model]);
        double Figure(string pattern) => double.Parse(Regex.Match(output, pattern).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(Figure(@"^(\d+) trees"), 20, 480);
        Assert.InRange(Figure(@"curve (\S+)"), 0.65, 0.9);
        Assert.InRange(Figure(@"observed clicks (\S+)"), 0.9, 1.1);

        Assert.True(Booster.TryParse(File.ReadAllText(model), out Booster? booster, out ModelFailure failure), failure.ToString());
        double[] added = [.. Contribution().Matches(output).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(4, added.Length);
        Assert.Equal(booster.PredictRaw([4.5, 1, 13]), added.Sum(), 0.002);
        Assert.All(added[..3], contribution => Assert.True(contribution > 0));
    }

    [Fact]
    public void The_program_s_sample_trains_and_predicts_from_its_configuration_files()
    {
        foreach (string path in Directory.EnumerateFiles(Repository.PathTo("samples", "boosting-command")))
        {
            File.Copy(path, _scratch.PathOf(Path.GetFileName(path)));
        }

        string training = BuiltProgram.Run("BoostingCommand", "boosting.dll", _scratch.Folder, ["config=train.conf"]);
        Assert.Contains("Early stopping at iteration", training, StringComparison.Ordinal);
        BuiltProgram.Run("BoostingCommand", "boosting.dll", _scratch.Folder, ["config=predict.conf"]);
        double[] labels = [.. _scratch.Lines("test.csv").Skip(1).Select(line => line[0] - '0')];
        double[] predicted = [.. _scratch.Lines("predictions.txt").Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        Assert.InRange(BinaryMetrics.Auc(predicted, labels), 0.7, 0.95);
    }

    /// <summary>What the front page shows is what the sample does, line by line.</summary>
    [Fact]
    public void The_lines_on_the_front_page_are_the_sample_s()
    {
        string page = File.ReadAllText(Repository.PathTo("README.md"));
        string[] sample = [.. File.ReadAllLines(Repository.PathTo("samples", "ClickModel", "Program.cs")).Select(line => line.Trim())];
        string snippet = Assert.Single(CSharpBlock().Matches(page).Select(match => match.Groups[1].Value), block => block.Contains("Booster.Train", StringComparison.Ordinal));
        string[] shown = [.. snippet.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        int[] places = [.. shown.Select(line => Array.IndexOf(sample, line))];
        Assert.True(shown.Length >= 8);
        Assert.All(shown.Zip(places), line => Assert.True(line.Second >= 0, line.First));
        Assert.Equal(places.Order(), places);
    }

    [GeneratedRegex(@"^  \w+ +([+-]\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex Contribution();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
