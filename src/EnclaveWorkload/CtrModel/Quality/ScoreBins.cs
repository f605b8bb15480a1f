namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>
/// Bins of the raw score (log-odds), fixed before any data is seen: equal widths from -6 to 4, that is from a rate of 0.25 % to one
/// of 98 %; the outermost bins take what lies beyond. A bin costs its noise whether anybody is in it or not: leaving out bins that look empty would
/// make the intervals cover less often than they say.
/// </summary>
internal sealed class ScoreBins
{
    private const double Lowest = -6;
    private const double Highest = 4;

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

    internal int Count { get; }

    /// <summary>The predicted rate at the centre of each bin.</summary>
    internal double[] Probabilities { get; }

    private double Width { get; }

    internal int IndexOf(double score) => (int)Math.Clamp(Math.Floor((score - Lowest) / Width), 0, Count - 1);
}
