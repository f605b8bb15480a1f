using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Bench.Data;
using EnclaveCleanRoom.PrivateModels.Bench.Measuring;

namespace EnclaveCleanRoom.PrivateModels.Bench.Own;

/// <summary>Curves alone, and with random trees of several features after them, over the same splits.</summary>
internal static class TreeComparison
{
    private static readonly string[] s_epsilons = ["1", "2", "8"];

    internal static void Print(int splits, Delta delta, Func<int, Split> split)
    {
        Split[] all = [.. Enumerable.Range(0, splits).Select(split)];
        Console.WriteLine(Summary.Header);
        Line("trees, not private", "-", split => PlainRun.Do(split.Train, split.Test, 1));
        foreach (string epsilon in s_epsilons)
        {
            Private("boosted curves", epsilon, new BoostedOptions());
            Private("with 32 trees of 2 features", epsilon, new BoostedOptions { Trees = new RandomTreeOptions() });
            Private("with 32 trees of 4 features", epsilon, new BoostedOptions { Trees = new RandomTreeOptions { FeaturesPerTree = 4 } });
        }

        void Private(string model, string epsilon, PrivateTrainingOptions options) =>
            Line(model, epsilon, split => PrivateRun.Do(options, split, Epsilon.Parse(epsilon), delta, 1));

        void Line(string model, string epsilon, Func<Split, Figures> run) => Console.WriteLine(Summary.Line(model, epsilon, [.. all.Select(run)]));
    }
}
