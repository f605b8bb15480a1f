using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Bench.Data;
using EnclaveCleanRoom.PrivateModels.Bench.Measuring;

namespace EnclaveCleanRoom.PrivateModels.Bench.Own;

/// <summary>Both private models at several ε beside trees without privacy, over the same splits; a line is printed as soon as it is known.</summary>
internal static class Comparison
{
    private static readonly string[] s_epsilons = ["0.5", "1", "2", "4", "8"];

    internal static void Print(int splits, Delta delta, int threads, Func<int, Split> split)
    {
        Console.WriteLine(Summary.Header);
        Line("trees, not private", "-", split => PlainRun.Do(split.Train, split.Test, threads));
        foreach (string epsilon in s_epsilons)
        {
            Line("boosted curves", epsilon, split => PrivateRun.Do(new BoostedOptions(), split, Epsilon.Parse(epsilon), delta, threads));
        }

        foreach (string epsilon in s_epsilons)
        {
            Line("logistic regression", epsilon, split => PrivateRun.Do(new LogisticOptions(), split, Epsilon.Parse(epsilon), delta, threads));
        }

        Line("boosted curves, outcomes protected", "1", split => PrivateRun.Do(new BoostedOptions { Protects = ProtectedParts.Labels }, split, Epsilon.Parse("1"), delta, threads));

        void Line(string model, string epsilon, Func<Split, Figures> run) =>
            Console.WriteLine(Summary.Line(model, epsilon, [.. Enumerable.Range(0, splits).Select(seed => run(split(seed)))]));
    }
}
