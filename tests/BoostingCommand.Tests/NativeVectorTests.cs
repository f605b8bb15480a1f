using System.Globalization;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.BoostingCommand.Tests;

/// <summary>
/// Models that the native program trained, and what it said with each of rows it had not seen. Each folder beside this file is one kind of
/// model; all have missing values and categorical features.
/// </summary>
public sealed class NativeVectorTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string> Cases => [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static string Folder => Repository.PathTo("tests", "BoostingCommand.Tests", "Native");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void There_are_models_of_fourteen_kinds() => Assert.Equal(14, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_model_is_written_again_with_the_same_bytes(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name, "model.txt"));
        Assert.True(Booster.TryParse(text, out Booster? booster, out ModelFailure failure), failure.ToString());
        Assert.Equal(text, booster.ToModelText());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predictions_are_the_native_programs(string name) => AssertSame(name, "predictions.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Raw_scores_are_the_native_programs(string name) => AssertSame(name, "raw.txt", "predict_raw_score=true");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Leaves_are_the_native_programs(string name) => AssertSame(name, "leaves.txt", "predict_leaf_index=true");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Contributions_are_the_native_programs(string name) => AssertSame(name, "contributions.txt", "predict_contrib=true");

    private void AssertSame(string name, string expectedFile, params string[] what)
    {
        string folder = Path.Combine(Folder, name);
        Assert.Equal(0, _scratch.Run(["task=predict", "header=true", $"data={folder}/test.csv", $"input_model={folder}/model.txt", "output_result=@out.txt", .. what]));
        double[][] expected = Numbers(Path.Combine(folder, expectedFile));
        double[][] actual = Numbers(_scratch.PathOf("out.txt"));
        Assert.Equal(expected.Length, actual.Length);
        foreach ((double[] wanted, double[] got) in expected.Zip(actual))
        {
            Assert.Equal(wanted.Length, got.Length);
            Assert.All(wanted.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    private static double[][] Numbers(string path) =>
        [.. File.ReadLines(path).Select(line => line.Split('\t').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray())];
}
