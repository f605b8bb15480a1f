using System.Globalization;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>
/// What attacks find and how alike made rows are, over ε: a tenth of the people are held out by lot, the others are learned from, and safety and fidelity are measured with so much ρ that no noise is left in them, as the table is public.
/// As many rows are made as the noisy count says. In the last line the true rows stand for made ones: what the check is there to find.
/// </summary>
internal static class Gate
{
    private const int OneHeldOutIn = 10;
    private static readonly Rho s_noiseless = Rho.Parse("1000000");

    public static void Do(DiscreteTable table, int seeds)
    {
        Console.WriteLine($"{table.Rows} rows, {table.Domain.Columns.Length} columns, delta 1e-9, mean of {seeds} seeds, the largest of the advantages in brackets");
        Console.WriteLine("| method | epsilon | copies, learned | copies, held out | membership advantage | singling-out advantage | k-marginal | sub-sample | discriminator AUC |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (SyntheticMethod method in new[] { SyntheticMethod.Tree, SyntheticMethod.Adaptive })
        {
            foreach (string epsilon in new[] { "0.1", "0.3", "1", "3", "10" })
            {
                Line($"{method} | {epsilon}", table, seeds, method, epsilon, (model, _) => model.Sample((int)Math.Round(model.EstimatedRows), Making.Threads));
            }
        }

        Line("the true rows |", table, seeds, SyntheticMethod.Tree, "10", (_, learned) => learned);
    }

    private static void Line(string name, DiscreteTable table, int seeds, SyntheticMethod method, string epsilon, Func<SyntheticModel, DiscreteTable, DiscreteTable> make)
    {
        (SafetyReport Safety, FidelityEstimate Fidelity)[] runs = [.. Enumerable.Range(0, seeds).Select(seed => Run(table, method, epsilon, seed, make))];
        string Advantage(Func<SafetyReport, double> of) => FormattableString.Invariant($"{runs.Average(run => of(run.Safety)):P2} ({runs.Max(run => of(run.Safety)):P2})");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {runs.Average(run => run.Safety.LearnedShares[0]):P2} | {runs.Average(run => run.Safety.HeldOutShares[0]):P2} | {Advantage(safety => safety.MembershipAdvantage)} | {Advantage(safety => safety.SinglingOutAdvantage)} | {runs.Average(run => run.Fidelity.KMarginalScore):F0} | {runs.Average(run => run.Fidelity.SubsamplingEquivalent):P1} | {runs.Average(run => run.Fidelity.PropensityAuc):F3} |"));
    }

    private static (SafetyReport Safety, FidelityEstimate Fidelity) Run(DiscreteTable table, SyntheticMethod method, string epsilon, int seed, Func<SyntheticModel, DiscreteTable, DiscreteTable> make)
    {
        Random lots = new(seed);
        ILookup<bool, int> rows = Enumerable.Range(0, table.Rows).ToLookup(_ => lots.Next(OneHeldOutIn) == 0);
        PeopleTable learned = Take(table, [.. rows[false]]);
        PeopleTable heldOut = Take(table, [.. rows[true]]);
        SyntheticModel model = Making.Learn(learned.Table, epsilon, method, seed);
        DiscreteTable made = make(model, learned.Table);
        SafetyCheck safety = new("safety", s_noiseless);
        FidelityCheck fidelity = new(
            "fidelity", table.Domain.Columns.Length, Enumerable.Range(0, table.Domain.Columns.Length).Where(column => table.Domain.Columns[column].IsOrdered), rowsPerPerson: 1, s_noiseless);
        using SeededEntropy entropy = new(seed);
        using BudgetGrant grant = OneSpend.Open([.. safety.Mechanisms, .. fidelity.Mechanisms], entropy);
        return (safety.Release(grant, learned, heldOut, made, model.EstimatedRows, Making.Threads).Value, fidelity.Release(grant, learned.Table, model, made, Making.Threads).Value);
    }

    private static PeopleTable Take(DiscreteTable table, int[] rows) =>
        new(new DiscreteTable(table.Domain, [.. Enumerable.Range(0, table.Domain.Columns.Length).Select(column => rows.Select(row => table.Column(column)[row]).ToArray())]), rows);
}
