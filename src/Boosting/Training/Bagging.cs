using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Draws each row with a fixed chance, one for all or one for each class, every few iterations.</summary>
internal sealed class Bagging : IRowSampling
{
    private readonly Func<int, double> _chanceOf;
    private readonly int _frequency;
    private readonly int _rowCount;
    private readonly RowGenerators _generators;
    private int[]? _bag;

    /// <param name="seed">The seed.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="frequency">A new bag is drawn every so many iterations.</param>
    /// <param name="chanceOf">The chance of a row.</param>
    public Bagging(int seed, int rowCount, int frequency, Func<int, double> chanceOf)
    {
        _chanceOf = chanceOf;
        _frequency = frequency;
        _rowCount = rowCount;
        _generators = new RowGenerators(seed, rowCount);
    }

    public int[]? Draw(int iteration, GradientBoard gradients, Team team)
    {
        if (iteration % _frequency != 0)
        {
            return _bag;
        }

        List<int> bag = [];
        for (int row = 0; row < _rowCount; row++)
        {
            if (_generators.Next(row) < _chanceOf(row))
            {
                bag.Add(row);
            }
        }

        return _bag = [.. bag];
    }
}
