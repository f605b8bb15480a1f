using System.Globalization;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>Train on synthetic, test on real: a click model trained on made rows ranks true impressions of people who had no part in them, beside the same model trained on the true rows.</summary>
internal static class Clicks
{
    private const string Epsilon = "4";

    private static readonly BoosterOptions s_options = new() { Objective = Objective.Binary, NumIterations = 100, LearningRate = 0.05, NumLeaves = 31, NumThreads = Making.Threads };

    public static void Do(Ydata data, int splits)
    {
        Console.WriteLine($"epsilon {Epsilon} for each person, delta 1e-9, {splits} splits of people, {Making.Threads} threads");
        Console.WriteLine("| trained on | rows a person | AUC (deviation over splits) | AUC - 0.5 kept | clicks made | clicks true |");
        Console.WriteLine("|---|---|---|---|---|---|");
        double real = Line("the true rows", int.MaxValue, splits, 0, seed => Train(data, seed, int.MaxValue, (table, _) => table));
        foreach (int rowsPerPerson in new[] { 1, 2, 4 })
        {
            Line("the true rows", rowsPerPerson, splits, real, seed => Train(data, seed, rowsPerPerson, (table, _) => table));
            foreach (SyntheticMethod method in new[] { SyntheticMethod.Tree, SyntheticMethod.Adaptive })
            {
                Line($"made rows, {method}", rowsPerPerson, splits, real, seed => Train(data, seed, rowsPerPerson, (table, s) => Make(table, method, rowsPerPerson, s)));
            }
        }
    }

    private static double Line(string trainedOn, int rowsPerPerson, int splits, double real, Func<int, (double Auc, double Made, double True)> run)
    {
        (double Auc, double Made, double True)[] runs = [.. Enumerable.Range(0, splits).Select(run)];
        double mean = runs.Average(each => each.Auc);
        double deviation = Math.Sqrt(runs.Sum(each => (each.Auc - mean) * (each.Auc - mean)) / Math.Max(1, splits - 1));
        string kept = real == 0 ? "" : ((mean - 0.5) / (real - 0.5)).ToString("P0", CultureInfo.InvariantCulture);
        string rows = rowsPerPerson == int.MaxValue ? "all" : $"{rowsPerPerson}";
        Console.WriteLine(FormattableString.Invariant($"| {trainedOn} | {rows} | {mean:F4} ({deviation:F4}) | {kept} | {runs.Average(each => each.Made):P2} | {runs.Average(each => each.True):P2} |"));
        return mean;
    }

    private static DiscreteTable Make(DiscreteTable table, SyntheticMethod method, int rowsPerPerson, int seed)
    {
        Rho rho = PrivacyCost.LargestRho(DifferentialPrivacy.Epsilon.Parse(Epsilon), Delta.Parse("0.000000001"));
        SyntheticModel model = Making.Learn(table, rho, new SyntheticOptions { Method = method, RowsPerPerson = rowsPerPerson }, seed);
        return model.Sample((int)Math.Round(model.EstimatedRows), Making.Threads);
    }

    private static (double Auc, double Made, double True) Train(Ydata data, int seed, int rowsPerPerson, Func<DiscreteTable, int, DiscreteTable> make)
    {
        (DiscreteTable train, DiscreteTable test) = data.Split(seed, rowsPerPerson);
        DiscreteTable rows = make(train, seed);
        Booster booster = Booster.Train(TrainingData.Create(Features(rows), Labels(rows), [], s_options), null, s_options);
        double[] probabilities = new double[test.Rows];
        booster.PredictProbability(Features(test), probabilities, Making.Threads);
        return (BinaryMetrics.Auc(probabilities, Labels(test)), Labels(rows).Average(), Labels(train).Average());
    }

    private static FeatureTable Features(DiscreteTable table) => new([.. Enumerable.Range(0, table.Domain.Columns.Length - 1).Select(column => table.Domain.Columns[column].IsOrdered
        ? FeatureColumn.Numeric(table.Domain.Columns[column].Name, Array.ConvertAll(table.Column(column).ToArray(), code => (double)code))
        : FeatureColumn.Categorical(table.Domain.Columns[column].Name, Array.ConvertAll(table.Column(column).ToArray(), code => (int)code)))]);

    private static double[] Labels(DiscreteTable table) => Array.ConvertAll(table.Column(table.Domain.Columns.Length - 1).ToArray(), code => (double)code);
}
