using System.Globalization;
using EnclaveCleanRoom.BoostingCommand.NativeOptions;

namespace EnclaveCleanRoom.BoostingCommand.Tests;

/// <summary>
/// Each option has the effect that it has in the native program: trained on the same rows with the same parameters, models predict the same, split by
/// the same features as often, and reach the same figures. The cases lie beside this file; <c>bench/Boosting.Bench vectors</c> makes them.
/// </summary>
public sealed class NativeOptionTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<string> Cases => [.. Directory.EnumerateFiles(Path.Combine(Folder, "cases")).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Repository.PathTo("tests", "BoostingCommand.Tests", "NativeOptions");

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_option_does_what_it_does_in_the_native_program(string name)
    {
        OptionCase native = OptionCase.Read(Path.Combine(Folder, "cases", name + ".txt"));
        OptionCase own = native.Run(Folder, _scratch.Folder, Run);
        Assert.Equal(native.Splits, own.Splits);
        AssertClose(native.Predictions, own.Predictions, '\t', 2e-6);
        Assert.Equal(native.Metrics.Select(line => line.Split(" : ")[0]), own.Metrics.Select(line => line.Split(" : ")[0]));
        AssertClose([.. native.Metrics.Select(line => line.Split(" : ")[1])], [.. own.Metrics.Select(line => line.Split(" : ")[1])], '\t', 2e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_the_option_it_would_be_another_model(string name)
    {
        OptionCase plain = OptionCase.Read(Path.Combine(Folder, "cases", "base.txt"));
        OptionCase native = OptionCase.Read(Path.Combine(Folder, "cases", name + ".txt"));
        Assert.Equal(60, native.Predictions.Count);
        Assert.NotEmpty(native.Splits);
        Assert.Equal(name == "base", plain.Predictions.SequenceEqual(native.Predictions));
    }

    private static void AssertClose(IReadOnlyList<string> expected, IReadOnlyList<string> actual, char separator, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach ((string wanted, string got) in expected.Zip(actual))
        {
            double[] a = Numbers(wanted, separator);
            double[] b = Numbers(got, separator);
            Assert.Equal(a.Length, b.Length);
            Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
        }
    }

    private static double[] Numbers(string line, char separator) => [.. line.Split(separator).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    private string Run(string[] arguments)
    {
        Assert.True(_scratch.Run(arguments) == 0, _scratch.Errors);
        return _scratch.Output;
    }
}
