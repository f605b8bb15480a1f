using EnclaveCleanRoom.SyntheticData.Counting;
using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Methods;

/// <summary>The exact tables of all pairs of columns of the model. Nothing shows them but noise and choices.</summary>
internal sealed class PairTables
{
    private readonly long[][] _counts;

    public PairTables(ushort[][] columns, int[] sizes, int threads)
    {
        Sizes = sizes;
        Pairs = [.. Enumerable.Range(0, sizes.Length).SelectMany(first => Enumerable.Range(first + 1, sizes.Length - first - 1), (first, second) => (first, second))];
        _counts = PairCounts.OfPairs(columns, sizes, Pairs, threads);
    }

    public int[] Sizes { get; }

    /// <summary>All pairs, first before second.</summary>
    public (int First, int Second)[] Pairs { get; }

    public ReadOnlySpan<long> Counts(int pair) => _counts[pair];

    public AttributeSet Set(int pair) => AttributeSet.Of(Pairs[pair].First, Pairs[pair].Second);

    /// <summary>The L1 distance of a pair's counts from those that a model says, in integers: a row more or less changes it by at most one, whatever the model.</summary>
    public long Distance(int pair, double[] model, double total)
    {
        long distance = 0;
        long[] counts = _counts[pair];
        for (int cell = 0; cell < counts.Length; cell++)
        {
            distance += Math.Abs(counts[cell] - (long)Math.Round(model[cell] * total));
        }

        return distance;
    }
}
