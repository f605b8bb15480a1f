namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>How far two tables are from each other in the shares of their combinations of codes. Only the cells that a row falls into are looked at, so the cost is linear in rows.</summary>
internal static class MarginalDistance
{
    private const int MostCells = 1 << 26;

    /// <summary>The mean over all sets of <paramref name="width"/> columns of ‖P - Q‖₁, twice the total variation distance.</summary>
    public static double MeanL1(DiscreteTable left, DiscreteTable right, int width, int threads) =>
        MeanL1(left, right, [.. Sets(left.Domain.Columns.Length, width)], threads);

    /// <summary>The mean over some sets of columns.</summary>
    public static double MeanL1(DiscreteTable left, DiscreteTable right, int[][] sets, int threads)
    {
        double[] distances = new double[sets.Length];
        Parallel.For(0, sets.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, Counters.Make, (set, _, counters) =>
        {
            distances[set] = counters.L1(left, right, sets[set]);
            return counters;
        }, _ => { });
        return distances.Average();
    }

    /// <summary>‖P - Q‖₁ for one set of columns.</summary>
    public static double L1(DiscreteTable left, DiscreteTable right, params int[] columns) => Counters.Make().L1(left, right, columns);

    /// <summary>All sets of so many of the columns 0 to <paramref name="count"/> - 1.</summary>
    public static IEnumerable<int[]> Sets(int count, int width) => width == 0
        ? [[]]
        : Enumerable.Range(0, count).SelectMany(last => Sets(last, width - 1), (last, before) => (int[])[.. before, last]);

    private sealed class Counters
    {
        private int[] _left = [];
        private int[] _right = [];

        public static Counters Make() => new();

        public double L1(DiscreteTable left, DiscreteTable right, int[] columns)
        {
            double cells = left.Domain.Cells(columns);
            if (cells > MostCells)
            {
                return Sparse(left, right, columns);
            }

            if (_left.Length < cells)
            {
                (_left, _right) = (new int[(int)cells], new int[(int)cells]);
            }

            Count(left, columns, _left);
            Count(right, columns, _right);
            (double perLeft, double perRight) = (1.0 / left.Rows, 1.0 / right.Rows);
            return Take(left, columns, perLeft, perRight) + Take(right, columns, perLeft, perRight);
        }

        // The difference in each cell that a row of the table falls into, which is then emptied.
        private double Take(DiscreteTable table, int[] columns, double perLeft, double perRight)
        {
            double sum = 0;
            for (int row = 0; row < table.Rows; row++)
            {
                int cell = CellOf(table, columns, row);
                sum += Math.Abs((_left[cell] * perLeft) - (_right[cell] * perRight));
                (_left[cell], _right[cell]) = (0, 0);
            }

            return sum;
        }

        private static void Count(DiscreteTable table, int[] columns, int[] counts)
        {
            for (int row = 0; row < table.Rows; row++)
            {
                counts[CellOf(table, columns, row)]++;
            }
        }

        private static int CellOf(DiscreteTable table, int[] columns, int row)
        {
            unchecked
            {
                int cell = 0;
                foreach (int column in columns)
                {
                    cell = (cell * table.Domain.Columns[column].Codes) + table.Column(column)[row];
                }

                return cell;
            }
        }

        private static double Sparse(DiscreteTable left, DiscreteTable right, int[] columns)
        {
            Dictionary<UInt128, double> shares = [];
            Add(shares, left, columns, 1.0 / left.Rows);
            Add(shares, right, columns, -1.0 / right.Rows);
            return shares.Values.Sum(Math.Abs);
        }

        private static void Add(Dictionary<UInt128, double> shares, DiscreteTable table, int[] columns, double each)
        {
            for (int row = 0; row < table.Rows; row++)
            {
                UInt128 cell = 0;
                foreach (int column in columns)
                {
                    cell = (cell << 16) | table.Column(column)[row];
                }

                shares[cell] = shares.GetValueOrDefault(cell) + each;
            }
        }
    }
}
