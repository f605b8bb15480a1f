using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Draws the rows that the next trees are grown on. Each block of rows has a generator of its own.</summary>
internal sealed class Bagging
{
    private const int BlockRows = 1024;

    private readonly double _fraction;
    private readonly int _frequency;
    private readonly int _rowCount;
    private readonly LinearCongruential[] _generators;

    private Bagging(BoosterOptions options, int rowCount)
    {
        _fraction = options.BaggingFraction;
        _frequency = options.BaggingFreq;
        _rowCount = rowCount;
        _generators = new LinearCongruential[(rowCount + BlockRows - 1) / BlockRows];
        for (int block = 0; block < _generators.Length; block++)
        {
            _generators[block] = new LinearCongruential(unchecked(options.BaggingSeed + block));
        }
    }

    /// <summary>Null when the options ask for no bagging.</summary>
    public static Bagging? From(BoosterOptions options, int rowCount) =>
        options.BaggingFreq > 0 && options.BaggingFraction < 1 ? new Bagging(options, rowCount) : null;

    /// <summary>The bag of a tree in rising order; null when the last one stays in use.</summary>
    public int[]? Draw(int tree)
    {
        if (tree % _frequency != 0)
        {
            return null;
        }

        List<int> bag = new((int)(_rowCount * _fraction) + 16);
        for (int row = 0; row < _rowCount; row++)
        {
            if (_generators[row / BlockRows].NextFloat() < _fraction)
            {
                bag.Add(row);
            }
        }

        return [.. bag];
    }
}
