using EnclaveCleanRoom.SyntheticData.Coarsening;
using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Sampling;

/// <summary>Makes rows from a calibrated tree: clique after clique, the new columns given those of the separator; then each coarse code becomes one of its own codes.</summary>
/// <remarks>A combination that the model gives no probability gets no row, because columns that forbid each other share a clique.</remarks>
internal static class ModelSampler
{
    public static ushort[][] Draw(CalibratedTree tree, CoarseDomain coarse, int rows, ulong[] seed, int threads)
    {
        int[] sizes = coarse.Sizes;
        ushort[][] drawn = [.. sizes.Select(_ => new ushort[rows])];
        (int[] groups, int[] cells) = (new int[rows], new int[rows]);
        for (int clique = 0; clique < tree.Tree.Cliques.Length; clique++)
        {
            AttributeSet members = tree.Tree.Cliques[clique];
            AttributeSet separator = clique == 0 ? AttributeSet.Empty : tree.SeparatorOf(clique);
            AttributeSet added = new(members.Bits & ~separator.Bits);
            Number(separator.ToArray(), sizes, drawn, groups, threads);
            double[] weights = Weights(tree.Belief(clique), members, separator, added, sizes, out int groupCount);
            GroupedDraw.Draw(groups, groupCount, weights, seed, clique, threads, cells);
            Write(added.ToArray(), sizes, cells, drawn, threads);
        }

        ushort[][] table = new ushort[sizes.Length][];
        for (int column = 0; column < sizes.Length; column++)
        {
            CoarseColumn own = coarse.Columns[coarse.Order[column]];
            Number([column], sizes, drawn, groups, threads);
            GroupedDraw.Draw(groups, own.Size, own.Within, seed, DiscreteDomain.MostColumns + coarse.Order[column], threads, cells);
            ushort[] codes = new ushort[rows];
            for (int row = 0; row < rows; row++)
            {
                codes[row] = (ushort)cells[row];
            }

            table[coarse.Order[column]] = codes;
        }

        return table;
    }

    // The table with the separator's cells outermost.
    private static double[] Weights(double[] belief, AttributeSet members, AttributeSet separator, AttributeSet added, int[] sizes, out int groupCount)
    {
        Projection toGroup = new(members, separator, sizes);
        Projection toCell = new(members, added, sizes);
        (int[] groups, int[] cells) = (toGroup.Places(), toCell.Places());
        double[] weights = new double[belief.Length];
        for (int i = 0; i < belief.Length; i++)
        {
            weights[(groups[i] * toCell.PartCells) + cells[i]] = belief[i];
        }

        groupCount = toGroup.PartCells;
        return weights;
    }

    private static void Number(int[] columns, int[] sizes, ushort[][] drawn, int[] groups, int threads) => InBlocks(groups.Length, threads, (start, length) =>
    {
        Span<int> numbers = groups.AsSpan(start, length);
        numbers.Clear();
        foreach (int column in columns)
        {
            ReadOnlySpan<ushort> codes = drawn[column].AsSpan(start, length);
            int size = sizes[column];
            for (int row = 0; row < numbers.Length; row++)
            {
                numbers[row] = (numbers[row] * size) + codes[row];
            }
        }
    });

    private static void Write(int[] columns, int[] sizes, int[] cells, ushort[][] drawn, int threads) => InBlocks(cells.Length, threads, (start, length) =>
    {
        for (int row = start; row < start + length; row++)
        {
            int cell = cells[row];
            for (int i = columns.Length - 1; i >= 0; i--)
            {
                (cell, int code) = Math.DivRem(cell, sizes[columns[i]]);
                drawn[columns[i]][row] = (ushort)code;
            }
        }
    });

    private static void InBlocks(int rows, int threads, Action<int, int> body)
    {
        const int BlockRows = 65_536;
        int blocks = (rows + BlockRows - 1) / BlockRows;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, block =>
            body(block * BlockRows, Math.Min(BlockRows, rows - (block * BlockRows))));
    }
}
