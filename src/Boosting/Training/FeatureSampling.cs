using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Draws the columns that the next tree may use: a share of them, at least two where there are two.</summary>
internal sealed class FeatureSampling
{
    private readonly int _columns;
    private readonly int _drawn;
    private LinearCongruential _generator;

    public FeatureSampling(BoosterOptions options, int columns)
    {
        _columns = columns;
        _drawn = Math.Max((int)((columns * options.FeatureFraction) + 0.5), Math.Min(2, columns));
        _generator = new LinearCongruential(options.FeatureFractionSeed);
    }

    public bool[] Draw()
    {
        bool[] used = new bool[_columns];
        foreach (int column in _drawn == _columns ? Enumerable.Range(0, _columns) : _generator.Sample(_columns, _drawn))
        {
            used[column] = true;
        }

        return used;
    }
}
