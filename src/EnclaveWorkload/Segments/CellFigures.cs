using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Turns noised cells into the figures of a question: post-processing of what was released, and of nothing else.</summary>
/// <remarks>
/// A noised figure is a sum of independent draws, and its interval is that of <see cref="SumWidths"/>. Where several noised figures meet in one, each takes an equal part of the five
/// percent, so that all lie in their intervals with 95 % (union bound) and the result lies between its extremes over them.
/// </remarks>
internal sealed class CellFigures(SegmentsQuery query, NoisedColumns columns, IReadOnlyList<ImmutableArray<long>> noisy)
{
    /// <summary>All figures of some cells together; ratios that nothing can be said of are left out.</summary>
    internal IReadOnlyList<MeasureFigure> Describe(int[] cells)
    {
        List<MeasureFigure> figures = [];
        foreach (Measure measure in query.Measures)
        {
            if (TryMeasure(measure, cells, out Extent extent))
            {
                figures.Add(new MeasureFigure { Measure = measure.Name, Figure = extent.ToFigure() });
            }
        }

        return figures;
    }

    /// <summary>The released value of one figure of each of the first cells; NaN where there is none.</summary>
    internal double[] Estimates(MeasureName name, int count)
    {
        Measure measure = Find(name);
        double[] estimates = new double[count];
        if (measure is RowsMeasure or OutcomeMeasure or PeopleMeasure or AmountMeasure)
        {
            (NoisedBlock block, IReadOnlyList<int> summed, double scale) = SourceOf(measure);
            ImmutableArray<long> values = noisy[IndexOf(block)];
            for (int cell = 0; cell < count; cell++)
            {
                estimates[cell] = (double)block.Sum(values, summed, cell) / scale;
            }

            return estimates;
        }

        for (int cell = 0; cell < count; cell++)
        {
            estimates[cell] = TryMeasure(measure, [cell], out Extent extent) ? extent.Estimate : double.NaN;
        }

        return estimates;
    }

    private bool TryMeasure(Measure measure, int[] cells, out Extent extent)
    {
        if (measure is not RatioMeasure ratio)
        {
            extent = ExtentOf(measure, cells, PartsOf(measure));
            return true;
        }

        if (Find(ratio.Of) is OutcomeMeasure outcome && Find(ratio.Per) is RowsMeasure)
        {
            extent = ShareOf(outcome, (RowsMeasure)Find(ratio.Per), cells);
            return true;
        }

        int parts = PartsOf(Find(ratio.Of)) + PartsOf(Find(ratio.Per));
        Extent of = ExtentOf(Find(ratio.Of), cells, parts);
        Extent per = ExtentOf(Find(ratio.Per), cells, parts);
        return Extent.TryDivide(of, per, out extent);
    }

    /// <summary>An outcome's share in rows, 0 to 1; the whole range where nothing can be said.</summary>
    private Extent ShareOf(OutcomeMeasure outcome, RowsMeasure rows, int[] cells)
    {
        Extent part = ExtentOf(outcome, cells, 2).AtLeastZero();
        if (IndexOf(outcome) > 0)
        {
            return Extent.Share(part, ExtentOf(rows, cells, 2).AtLeastZero());
        }

        // The first outcome splits the rows: with and without are noised each by itself, which tells more than the share in their sum.
        Extent rest = ExtentOf(columns.Counts!, [1], cells, 2, 1).AtLeastZero();
        return Extent.ShareBeside(part, rest);
    }

    /// <summary>How many noised figures meet in one.</summary>
    private static int PartsOf(Measure measure) => measure is IncrementMeasure ? 2 : 1;

    private Extent ExtentOf(Measure measure, int[] cells, int parts)
    {
        if (measure is IncrementMeasure increment)
        {
            return ExtentOf(Find(increment.Of), cells, parts).Minus(ExtentOf(Find(increment.Per), cells, parts), increment.BaselinePerMillion / 1e6);
        }

        (NoisedBlock block, IReadOnlyList<int> summed, double scale) = SourceOf(measure);
        return ExtentOf(block, summed, cells, parts, scale);
    }

    /// <summary>Where a figure comes from: columns of a vector, added up and divided.</summary>
    private (NoisedBlock Block, IReadOnlyList<int> Columns, double Scale) SourceOf(Measure measure) => measure switch
    {
        RowsMeasure => (columns.Counts!, columns.RowColumns, 1),
        OutcomeMeasure outcome => (columns.Counts!, [columns.ColumnOf(IndexOf(outcome))], 1),
        PeopleMeasure => (columns.People!, [0], 1),
        AmountMeasure amount => (columns.AmountBlocks[IndexOf(amount)], [0], columns.Amounts[IndexOf(amount)].UnitsPerOne),
        _ => throw new ArgumentException("A ratio is no part of another figure; the admission checks it.", nameof(measure)),
    };

    private Extent ExtentOf(NoisedBlock block, IReadOnlyList<int> summed, int[] cells, int parts, double scale)
    {
        ImmutableArray<long> values = noisy[IndexOf(block)];
        Int128 sum = 0;
        foreach (int column in summed)
        {
            sum += block.Sum(values, column, cells);
        }

        double width = block.Widths.Of(summed.Count * cells.Length, parts);
        return new Extent(((double)sum - width) / scale, (double)sum / scale, ((double)sum + width) / scale);
    }

    private Measure Find(MeasureName name) => query.FindMeasure(name) ?? throw new ArgumentException("Figures name figures of the question; the admission checks it.", nameof(name));

    private int IndexOf(NoisedBlock block) => columns.Blocks.Index().First(each => each.Item == block).Index;

    private int IndexOf(OutcomeMeasure outcome) => columns.Outcomes.Index().First(each => each.Item == outcome.Column).Index;

    private int IndexOf(AmountMeasure amount) => columns.Amounts.Index().First(each => each.Item.Column == amount.Column).Index;
}
