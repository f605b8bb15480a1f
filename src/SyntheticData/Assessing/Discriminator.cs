using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>
/// Tells true rows from made ones, privately: some sets of three columns are hashed into few buckets, in which true rows are counted with noise; a row's score adds up the log ratios of true to made shares of its buckets, each
/// drawn to 0 as far as it may be noise. Then true rows are counted, with noise again, by the score, in bins that hold equally many made ones.
/// </summary>
/// <remarks>Sensitivity: a row is in one bucket of each of s sets, and in one bin; K rows of a person that fall together change s buckets by K each, and one bin by K.</remarks>
internal sealed class Discriminator
{
    public const int Bins = 16;
    private const int Buckets = 32;
    private const int MostSets = 24;
    private const double MostLogRatio = 3;

    private readonly int[][] _sets;

    public Discriminator(int columns) => _sets = PublicSets.Of(columns, Math.Min(columns, 3), MostSets);

    /// <summary>How many buckets of all sets.</summary>
    public int Length => _sets.Length * Buckets;

    /// <summary>What K rows of a person move of <see cref="Count"/>.</summary>
    public Sensitivity SensitivityFor(int rowsPerPerson) => Sensitivity.OfNorms(
        (long)_sets.Length * Math.Min(rowsPerPerson, Buckets), (long)_sets.Length * rowsPerPerson, (long)_sets.Length * rowsPerPerson * rowsPerPerson, rowsPerPerson);

    /// <summary>Rows by bucket.</summary>
    public long[] Count(DiscreteTable table)
    {
        long[] counts = new long[Length];
        for (int set = 0; set < _sets.Length; set++)
        {
            foreach (ulong cell in RowSums.Of(table, _sets[set]))
            {
                counts[(set * Buckets) + BucketOf(cell)]++;
            }
        }

        return counts;
    }

    /// <summary>What a row's bucket adds to its score.</summary>
    /// <param name="noisy">True rows by bucket, with noise.</param>
    /// <param name="deviation">The noise's deviation.</param>
    /// <param name="rows">How many true rows there are, about.</param>
    /// <param name="made">Made rows by bucket.</param>
    /// <param name="madeRows">How many made rows there are.</param>
    public static double[] Weights(ReadOnlySpan<long> noisy, double deviation, double rows, ReadOnlySpan<long> made, int madeRows)
    {
        double[] weights = new double[made.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            double share = (made[i] + 1.0) / (madeRows + Buckets);
            double difference = (noisy[i] / rows) - share;
            double noise = (deviation * deviation / rows / rows) + (share / madeRows);
            double kept = difference == 0 ? 0 : Math.Max(0, 1 - (noise / (difference * difference)));
            weights[i] = Math.Clamp(Math.Log(Math.Max(share + (kept * difference), share * 1e-6) / share), -MostLogRatio, MostLogRatio);
        }

        return weights;
    }

    /// <summary>The score of each row.</summary>
    public double[] Scores(DiscreteTable table, double[] weights)
    {
        double[] scores = new double[table.Rows];
        for (int set = 0; set < _sets.Length; set++)
        {
            ulong[] cells = RowSums.Of(table, _sets[set]);
            for (int row = 0; row < scores.Length; row++)
            {
                scores[row] += weights[(set * Buckets) + BucketOf(cells[row])];
            }
        }

        return scores;
    }

    /// <summary>Where the bins of scores begin, but for the first: at quantiles of the made rows' scores.</summary>
    public static double[] Edges(double[] madeScores)
    {
        double[] sorted = [.. madeScores.Order()];
        return [.. Enumerable.Range(1, Bins - 1).Select(bin => sorted[(int)((long)bin * sorted.Length / Bins)])];
    }

    /// <summary>Scores by bin.</summary>
    public static long[] CountBins(double[] scores, double[] edges)
    {
        long[] counts = new long[Bins];
        foreach (double score in scores)
        {
            counts[edges.Count(edge => edge <= score)]++;
        }

        return counts;
    }

    private static int BucketOf(ulong cell) => (int)(cell >> 59);
}
