using System.Collections.Immutable;
using EnclaveCleanRoom.SyntheticData.Fitting;
using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Coarsening;

/// <summary>The columns as the model sees them: coarse, and sorted by size, so that the longest runs of a table's cells lie together.</summary>
internal sealed class CoarseDomain
{
    private CoarseDomain(CoarseColumn[] columns, int[] order)
    {
        (Columns, Order) = (columns, order);
        Sizes = [.. order.Select(column => columns[column].Size)];
    }

    /// <summary>The coarse columns, in the order of the table.</summary>
    public CoarseColumn[] Columns { get; }

    /// <summary>For each column of the model, its index in the table.</summary>
    public int[] Order { get; }

    /// <summary>Codes of each column of the model.</summary>
    public int[] Sizes { get; }

    /// <summary>Puts rare codes of every column together.</summary>
    public static CoarseDomain Of(DiscreteDomain domain, IReadOnlyList<ColumnEstimate> estimates, double rare, double light)
    {
        CoarseColumn[] columns = [.. domain.Columns.Select((column, index) =>
            CoarseColumn.Of(column, estimates[index], rare, light, Signatures(domain, index)))];
        int[] order = [.. Enumerable.Range(0, columns.Length).OrderBy(column => columns[column].Size).ThenBy(column => column)];
        return new CoarseDomain(columns, order);
    }

    /// <summary>The rows in coarse codes, columns in the order of the model.</summary>
    public ushort[][] Recode(DiscreteTable table, int threads)
    {
        ushort[][] recoded = new ushort[Order.Length][];
        Parallel.For(0, Order.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, column =>
        {
            ushort[] places = [.. Columns[Order[column]].Places.Select(place => (ushort)place)];
            ushort[] codes = table.Codes(Order[column]);
            ushort[] coarse = new ushort[codes.Length];
            for (int row = 0; row < codes.Length; row++)
            {
                coarse[row] = places[codes[row]];
            }

            recoded[column] = coarse;
        });
        return recoded;
    }

    /// <summary>What cannot occur, in coarse codes: codes that were put together forbid the same.</summary>
    public ImmutableArray<Forbidden> Forbidden(DiscreteDomain domain)
    {
        Dictionary<AttributeSet, double[]> masks = [];
        foreach (StructuralZero zero in domain.Zeros)
        {
            (int column, int place) first = (Array.IndexOf(Order, zero.FirstColumn), Columns[zero.FirstColumn].Places[zero.FirstCode]);
            (int column, int place) second = (Array.IndexOf(Order, zero.SecondColumn), Columns[zero.SecondColumn].Places[zero.SecondCode]);
            (first, second) = first.column < second.column ? (first, second) : (second, first);
            AttributeSet set = AttributeSet.Of(first.column, second.column);
            if (!masks.TryGetValue(set, out double[]? mask))
            {
                masks[set] = mask = new double[Sizes[first.column] * Sizes[second.column]];
                mask.AsSpan().Fill(1);
            }

            mask[(first.place * Sizes[second.column]) + second.place] = 0;
        }

        return [.. masks.Select(entry => new Forbidden(entry.Key, entry.Value))];
    }

    private static int[] Signatures(DiscreteDomain domain, int column)
    {
        Dictionary<string, int> known = [];
        return [.. Enumerable.Range(0, domain.Columns[column].Codes).Select(code =>
        {
            string signature = string.Join(' ', domain.Zeros
                .Select(zero => zero.FirstColumn == column && zero.FirstCode == code ? (zero.SecondColumn, zero.SecondCode)
                    : zero.SecondColumn == column && zero.SecondCode == code ? (zero.FirstColumn, zero.FirstCode) : (-1, -1))
                .Where(other => other.Item1 >= 0).Distinct().Order());
            known.TryAdd(signature, known.Count);
            return known[signature];
        })];
    }
}
