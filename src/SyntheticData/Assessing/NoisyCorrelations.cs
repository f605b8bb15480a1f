using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>
/// Pearson's correlations of ordered columns from sums. Each code is put on a grid from -<see cref="Grid"/> to <see cref="Grid"/>; sums of values, of squares and of products follow, each of which a row moves by at most
/// <see cref="Unit"/>.
/// </summary>
internal sealed class NoisyCorrelations
{
    public const int Grid = 100;
    public const int Unit = Grid * Grid;
    private const int MostColumns = 16;

    private readonly int[] _columns;
    private readonly (int First, int Second)[] _pairs;

    /// <param name="ordered">The columns whose codes are ordered; the first sixteen are looked at.</param>
    public NoisyCorrelations(IEnumerable<int> ordered)
    {
        _columns = [.. ordered.Take(MostColumns)];
        _pairs = [.. Enumerable.Range(0, _columns.Length).SelectMany(second => Enumerable.Range(0, second), (second, first) => (first, second))];
    }

    /// <summary>Whether there is a pair.</summary>
    public bool IsAny => _pairs.Length > 0;

    /// <summary>How many sums.</summary>
    public int Length => (2 * _columns.Length) + _pairs.Length;

    /// <summary>What K rows of a person move.</summary>
    public Sensitivity SensitivityFor(int rowsPerPerson) => Sensitivity.OfEntries(Length, (long)rowsPerPerson * Unit);

    /// <summary>The sums of a table.</summary>
    public long[] Sums(DiscreteTable table)
    {
        int[][] values = [.. _columns.Select(column => GridOf(table.Domain.Columns[column].Codes))];
        ushort[][] codes = [.. _columns.Select(table.Codes)];
        long[] sums = new long[Length];
        int[] row = new int[_columns.Length];
        for (int at = 0; at < table.Rows; at++)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = values[i][codes[i][at]];
                sums[i] += Grid * row[i];
                sums[row.Length + i] += row[i] * row[i];
            }

            for (int pair = 0; pair < _pairs.Length; pair++)
            {
                sums[(2 * row.Length) + pair] += row[_pairs[pair].First] * row[_pairs[pair].Second];
            }
        }

        return sums;
    }

    /// <summary>The mean absolute difference of the correlations that two vectors of sums say, and what noise alone would make it.</summary>
    /// <param name="noisy">Sums with noise, of so many <paramref name="rows"/>.</param>
    /// <param name="rows">More than 0.</param>
    /// <param name="deviation">That of the noise on each sum.</param>
    /// <param name="made">Sums without.</param>
    /// <param name="madeRows">More than 0.</param>
    public (double Difference, double Noise) Compare(ReadOnlySpan<long> noisy, double rows, double deviation, ReadOnlySpan<long> made, double madeRows)
    {
        (double difference, double noise) = (0, 0);
        for (int pair = 0; pair < _pairs.Length; pair++)
        {
            difference += Math.Abs(Of(noisy, rows, pair) - Of(made, madeRows, pair)) / _pairs.Length;
            noise += Noise(made, madeRows, pair, deviation / rows) / _pairs.Length;
        }

        return (Math.Min(difference, 2), noise);
    }

    private double Of(ReadOnlySpan<long> sums, double rows, int pair)
    {
        (double x, double y, double spread) = Spread(sums, rows, pair);
        return spread > 0 ? Math.Clamp(((sums[(2 * _columns.Length) + pair] / rows) - (x * y)) / Math.Sqrt(spread), -1, 1) : 0;
    }

    // The mean of |x| for a normal x of the deviation that the delta method gives: noise on the product and, by the correlation, on the squares.
    private double Noise(ReadOnlySpan<long> sums, double rows, int pair, double deviation)
    {
        double spread = Spread(sums, rows, pair).Product;
        double r = Of(sums, rows, pair);
        return spread > 0 ? Math.Min(2, Math.Sqrt(2 / Math.PI) * deviation * Math.Sqrt((1 + (r * r)) / spread)) : 0;
    }

    private (double MeanX, double MeanY, double Product) Spread(ReadOnlySpan<long> sums, double rows, int pair)
    {
        (int first, int second) = _pairs[pair];
        (double x, double y) = (sums[first] / rows / Grid, sums[second] / rows / Grid);
        double spreadX = Math.Max(0, (sums[_columns.Length + first] / rows) - (x * x));
        double spreadY = Math.Max(0, (sums[_columns.Length + second] / rows) - (y * y));
        return (x, y, spreadX * spreadY);
    }

    private static int[] GridOf(int codes) =>
        [.. Enumerable.Range(0, codes).Select(code => codes == 1 ? 0 : (int)Math.Round((2.0 * Grid * code / (codes - 1)) - Grid))];
}
