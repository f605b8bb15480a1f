using System.Collections.Immutable;
using System.Globalization;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Bench.Data;

namespace EnclaveCleanRoom.PrivateModels.Bench.Own;

/// <summary>The quality of trees without a private trainer, from shards of different people, at several numbers of shards; beside it the same with hardly any noise.</summary>
internal static class ShardComparison
{
    internal static void Print(Delta delta, Table table)
    {
        BoosterOptions trees = new() { NumIterations = 50, LearningRate = 0.05, NumLeaves = 8, MinDataInLeaf = 10 };
        PrivateExamples examples = table.Examples();
        Console.WriteLine("| shards | epsilon | AUC (interval) | log-loss (interval) |\n|---|---|---|---|");
        foreach (int shards in (ReadOnlySpan<int>)[25, 100, 400])
        {
            ShardedQualityOptions options = new() { Shards = shards, Trees = trees, Auc = new(Rational.Parse("0.5"), Rational.Parse("0.9")), LogLoss = new(0, Rational.Parse("0.5")) };
            Line("1", GaussianBudget.LargestRho(Epsilon.Parse("1"), delta, Plan));
            Line("4", GaussianBudget.LargestRho(Epsilon.Parse("4"), delta, Plan));
            Line("no noise", Rho.Parse("1000000000"));

            ImmutableArray<Mechanism> Plan(Rho rho) => [.. ShardedQuality.Plan(options, table.Features, rho).Mechanisms];

            void Line(string epsilon, Rho rho)
            {
                ShardedQuality quality = ShardedQuality.Plan(options, table.Features, rho);
                using BudgetGrant grant = UnlimitedBudget.Grant(new PrivacyPlan(quality.Mechanisms.AsSpan()), SystemEntropy.Instance);
                ShardedFigures figures = quality.Run(grant, examples, 1, CancellationToken.None).Value;
                Console.WriteLine($"| {shards} | {epsilon} | {Text(figures.Auc)} | {Text(figures.LogLoss)} |");
            }
        }

        static string Text(ShardedFigure figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Mean:F4} ({figure.Low:F4}-{figure.High:F4})");
    }
}
