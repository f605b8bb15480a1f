using System.Globalization;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Bench.Data;
using EnclaveCleanRoom.PrivateModels.Bench.Measuring;

namespace EnclaveCleanRoom.PrivateModels.Bench.Own;

/// <summary>Everybody in every round, and rounds of people drawn by coins, at the same ε = 1 with amplification counted in; beside it the ρ that a ledger is charged.</summary>
internal static class SamplingComparison
{
    internal static void Print(int splits, Delta delta, Func<int, Split> split)
    {
        Split[] all = [.. Enumerable.Range(0, splits).Select(split)];
        Console.WriteLine(Summary.Header.Replace("epsilon", "rho", StringComparison.Ordinal));
        foreach (PrivateTrainingOptions options in (PrivateTrainingOptions[])[new BoostedOptions(), new LogisticOptions()])
        {
            foreach ((string share, int rounds) in (ReadOnlySpan<(string, int)>)[("1", 6), ("1/2", 6), ("1/2", 12), ("1/5", 12), ("1/5", 30)])
            {
                Print(options with { SampleShare = Rational.Parse(share), Rounds = rounds }, share);
            }
        }

        void Print(PrivateTrainingOptions options, string share)
        {
            Rho rho = LargestRho(options, all[0], delta);
            string name = $"{(options is BoostedOptions ? "boosted curves" : "logistic regression")}, share {share}, {options.Rounds} rounds";
            Console.WriteLine(Summary.Line(name, rho.Value.ToDouble().ToString("F4", CultureInfo.InvariantCulture), [.. all.Select(one => PrivateRun.Do(options, one, rho, 1))]));
        }
    }

    /// <summary>The largest ρ with which the training is worth ε = 1, to half a percent.</summary>
    private static Rho LargestRho(PrivateTrainingOptions options, Split split, Delta delta)
    {
        Rho everybody = PrivateRun.LargestRho(options with { SampleShare = Rational.One }, split, Epsilon.Parse("1"), delta);
        if (options.SampleShare == Rational.One)
        {
            return everybody;
        }

        (double low, double high) = (everybody.Nano, everybody.Nano * 400.0);
        while (high > 1.005 * low)
        {
            double middle = Math.Sqrt(low * high);
            PrivateTraining training = PrivateTraining.Plan(options, split.Train.Features, split.RowsPerPerson, Rho.FromNano((long)middle));
            (low, high) = training.EpsilonAt(delta) <= 1 ? (middle, high) : (low, middle);
        }

        return Rho.FromNano((long)low);
    }
}
