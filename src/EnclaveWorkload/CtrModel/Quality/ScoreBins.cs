namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>
/// Bins of the raw score (log-odds), fixed before any data is seen: equal widths from -6 to 4, that is from a rate of 0.25 % to one
/// of 98 %; the outermost bins take what lies beyond. A bin costs its noise whether anybody is in it or not: leaving out bins that look empty would
/// make the intervals cover less often than they say. Or bins between scores that were released before.
/// </summary>
internal sealed class ScoreBins
{
    private const double Lowest = -6;
    private const double Highest = 4;

    private readonly double[] _edges = [];

    internal ScoreBins(int count)
    {
        Count = count;
        Width = (Highest - Lowest) / count;
        Probabilities = new double[count];
        for (int bin = 0; bin < count; bin++)
        {
            double centre = Lowest + ((bin + 0.5) * Width);
            Probabilities[bin] = 1 / (1 + Math.Exp(-centre));
        }
    }

    /// <param name="edges">The lowest score of each bin but the first, ascending, none twice.</param>
    /// <param name="probabilities">The predicted rate of each bin, one more than there are edges.</param>
    internal ScoreBins(double[] edges, double[] probabilities) => (Count, _edges, Probabilities) = (probabilities.Length, edges, probabilities);

    internal int Count { get; }

    /// <summary>The predicted rate of each bin: at its centre, or as it was given.</summary>
    internal double[] Probabilities { get; }

    private double Width { get; }

    internal int IndexOf(double score) => Width == 0 ? Between(score) : (int)Math.Clamp(Math.Floor((score - Lowest) / Width), 0, Count - 1);

    private int Between(double score)
    {
        int place = Array.BinarySearch(_edges, score);
        return place >= 0 ? place + 1 : ~place;
    }
}
