using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Random numbers for rows: each block of rows has a generator of its own, as in the native program.</summary>
internal sealed class RowGenerators
{
    private const int BlockRows = 1024;

    private readonly LinearCongruential[] _generators;

    public RowGenerators(int seed, int rowCount)
    {
        _generators = new LinearCongruential[(rowCount + BlockRows - 1) / BlockRows];
        for (int block = 0; block < _generators.Length; block++)
        {
            _generators[block] = new LinearCongruential(unchecked(seed + block));
        }
    }

    /// <summary>The next number in [0, 1) of a row's block.</summary>
    public float Next(int row) => _generators[row / BlockRows].NextFloat();
}
