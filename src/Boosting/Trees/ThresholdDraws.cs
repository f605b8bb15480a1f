using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Random numbers that choose thresholds: each column has a generator of its own, and all draw before any is searched, so threads change nothing.</summary>
internal sealed class ThresholdDraws
{
    private readonly LinearCongruential[] _generators;
    private readonly int[] _draws;

    public ThresholdDraws(int seed, int columns)
    {
        _generators = new LinearCongruential[columns];
        _draws = new int[2 * columns];
        for (int column = 0; column < columns; column++)
        {
            _generators[column] = new LinearCongruential(unchecked(seed + column));
        }
    }

    /// <summary>The number for a leaf's column; columns of the second leaf follow those of the first.</summary>
    public int this[int piece] => _draws[piece];

    public void Draw(Leaf[] leaves)
    {
        for (int i = 0; i < leaves.Length; i++)
        {
            for (int column = 0; column < _generators.Length; column++)
            {
                if (leaves[i].Splittable[column])
                {
                    _draws[(i * _generators.Length) + column] = _generators[column].NextInt(int.MaxValue);
                }
            }
        }
    }
}
