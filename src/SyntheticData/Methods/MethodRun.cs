using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Coarsening;
using EnclaveCleanRoom.SyntheticData.Fitting;
using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Methods;

/// <summary>
/// One run: 1 measure every column, 2 put rare codes together, 3 begin with independent columns, 4 choose and measure pairs as the method says, 5 fit to the end, 6 draw the seed of the rows.
/// </summary>
internal sealed class MethodRun(AdaptiveSpending spending, AdaptiveRounds mechanism, DiscreteTable table, SyntheticOptions options, int threads, CancellationToken cancellation)
{
    private readonly List<SyntheticStep> _steps = [];

    /// <summary>Rounds that no run of such options exceeds.</summary>
    public static int MostRounds(DiscreteDomain domain, SyntheticOptions options) => domain.Columns.Length + (2 * Math.Max(MostPairs(options), domain.Columns.Length));

    /// <summary>Pairs that the adaptive method measures at most.</summary>
    public static int MostPairs(SyntheticOptions options) => 4 * options.Rounds;

    public SyntheticModel Run()
    {
        long reserve = mechanism.Rho.Nano;
        long forColumns = reserve * options.ColumnsPerMille / 1000;
        ImmutableArray<ColumnEstimate> columns = ColumnMeasuring.Measure(spending, mechanism.Rows, table, Rho.FromNano(forColumns), _steps);

        (double total, double totalDeviation) = ColumnMeasuring.Total(columns);
        int pairs = options.Method == SyntheticMethod.Tree ? Math.Max(1, table.Domain.Columns.Length - 1) : options.Rounds;
        double rhoOfPairs = (reserve - forColumns) * 1e-9 * (1 - (options.ChoicePerMille / (1000.0 - options.ColumnsPerMille)));
        double deviation = Math.Max(options.RowsPerPerson * Math.Sqrt(pairs / (2 * rhoOfPairs)), Math.Sqrt(ColumnMeasuring.LeastVariance));
        CoarseDomain coarse = CoarseDomain.Of(table.Domain, columns, options.CoarseBelow * deviation, total / options.OrderedBins);

        double[][] noisy = [.. coarse.Order.Select(column => coarse.Columns[column].Sum(columns[column].Noisy))];
        GraphicalModel model = new(coarse.Sizes, [.. noisy.Select(column => Shares(column, total))], coarse.Forbidden(table.Domain), total, options.Shrinkage / deviation);
        model.Add([.. noisy.Select((counts, column) => new Measurement(
            AttributeSet.Of(column), counts, [.. coarse.Columns[coarse.Order[column]].Members().Select(members => members * columns[coarse.Order[column]].Variance)]))]);

        PairTables tables = new(coarse.Recode(table, threads), coarse.Sizes, threads);
        PairSpending pairSpending = new(spending, mechanism.Rows, coarse, _steps);
        if (options.Method == SyntheticMethod.Tree)
        {
            new TreeMethod(pairSpending, tables, model, options, threads).Run();
        }
        else
        {
            new AdaptiveMethod(pairSpending, tables, model, options, threads, cancellation).Run();
        }

        cancellation.ThrowIfCancellationRequested();
        model.Fit(options.FinalPasses);
        ulong[] seed = new ulong[4];
        spending.FillSeed(MemoryMarshal.AsBytes(seed.AsSpan()));
        return new SyntheticModel(table.Domain, model.Tree, coarse, (total, totalDeviation), _steps, seed);
    }

    // A code that noise says is absent keeps the mass of one row, so that pairs can still say otherwise.
    private static double[] Shares(double[] noisy, double total)
    {
        double[] counts = [.. noisy];
        SimplexProjection.Apply(counts, total);
        double sum = counts.Sum(count => Math.Max(count, 1));
        return [.. counts.Select(count => Math.Max(count, 1) / sum)];
    }
}
