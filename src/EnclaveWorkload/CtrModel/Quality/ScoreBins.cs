namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>
/// Bins of the raw score (log-odds), fixed before any data is seen: equal widths from -8 to 8, that is from a rate of 0.03 % to one
/// of 99.97 %; the outermost bins take what lies beyond.
/// </summary>
internal sealed class ScoreBins
{
    private const double Lowest = -8;
    private const double Highest = 8;

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
