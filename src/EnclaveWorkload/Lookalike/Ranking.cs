using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.Lookalike;

/// <summary>
/// The audience by score, best first; of equal scores by the hash of the id. Made from the private model and the audience's own rows: it has no way to see who is in the seed, so whatever is
/// read off it about the seed is what the model tells already.
/// </summary>
internal sealed class Ranking
{
    private readonly int[] _places;

    private Ranking(int[] places) => _places = places;

    /// <summary>Ranks everybody.</summary>
    /// <param name="model">The model.</param>
    /// <param name="columns">The features of all people.</param>
    /// <param name="people">How many people there are.</param>
    /// <param name="threads">Threads; the ranking does not depend on them.</param>
    internal static Ranking Of(PrivateModel model, IReadOnlyList<PrivateColumn> columns, int people, int threads)
    {
        double[] scores = new double[people];
        model.Score(columns, scores, threads);
        int[] places = [.. Enumerable.Range(0, people)];
        Array.Sort(places, (left, right) => scores[right].CompareTo(scores[left]) is var order && order != 0 ? order : left.CompareTo(right));
        return new Ranking(places);
    }

    /// <summary>The places of so many best people.</summary>
    internal ReadOnlySpan<int> Best(int count) => _places.AsSpan(0, count);

    /// <summary>Counts some people by band: the first band ends at the first bound, and so on; the last band is everybody after the last bound.</summary>
    /// <param name="bounds">Ranks, ascending, none beyond the number of people.</param>
    /// <param name="isCounted">Whether the person at a place counts.</param>
    internal long[] CountByBand(IReadOnlyList<int> bounds, Func<int, bool> isCounted)
    {
        long[] counts = new long[bounds.Count + 1];
        int band = 0;
        for (int rank = 0; rank < _places.Length; rank++)
        {
            while (band < bounds.Count && rank >= bounds[band])
            {
                band++;
            }

            counts[band] += isCounted(_places[rank]) ? 1 : 0;
        }

        return counts;
    }
}
