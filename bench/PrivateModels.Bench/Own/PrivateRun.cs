using System.Diagnostics;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Bench.Data;
using EnclaveCleanRoom.PrivateModels.Bench.Measuring;

namespace EnclaveCleanRoom.PrivateModels.Bench.Own;

/// <summary>Plans, trains and measures one private model.</summary>
internal static class PrivateRun
{
    internal static Figures Do(PrivateTrainingOptions options, Split split, Epsilon epsilon, Delta delta, int threads) =>
        Do(options, split, LargestRho(options, split, epsilon, delta), threads);

    internal static Figures Do(PrivateTrainingOptions options, Split split, Rho rho, int threads)
    {
        Stopwatch watch = Stopwatch.StartNew();
        PrivateModel model = Train(options, split, rho, threads);
        double seconds = watch.Elapsed.TotalSeconds;
        double[] scores = new double[split.Test.RowCount];
        model.Score(split.Test.Columns(), scores, threads);
        return Figures.Of([.. scores.Select(PrivateModel.Probability)], split.Test.Labels, seconds);
    }

    internal static PrivateModel Train(PrivateTrainingOptions options, Split split, Epsilon epsilon, Delta delta, int threads) =>
        Train(options, split, LargestRho(options, split, epsilon, delta), threads);

    /// <summary>What a training of everybody may cost for ε and δ.</summary>
    internal static Rho LargestRho(PrivateTrainingOptions options, Split split, Epsilon epsilon, Delta delta) =>
        GaussianBudget.LargestRho(epsilon, delta, rho => PrivateTraining.Plan(options, split.Train.Features, split.RowsPerPerson, rho).Mechanisms);

    private static PrivateModel Train(PrivateTrainingOptions options, Split split, Rho rho, int threads)
    {
        PrivateTraining training = PrivateTraining.Plan(options, split.Train.Features, split.RowsPerPerson, rho);
        using BudgetGrant grant = UnlimitedBudget.Grant(new PrivacyPlan(training.Mechanisms.AsSpan()), SystemEntropy.Instance);
        return training.Train(grant, split.Train.Examples(), threads, CancellationToken.None).Value;
    }
}
