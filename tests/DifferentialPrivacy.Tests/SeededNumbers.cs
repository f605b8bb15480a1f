using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

/// <summary>Uniform test numbers that follow from a seed.</summary>
internal sealed class SeededNumbers : IDisposable
{
    private readonly SeededEntropy _entropy;
    private readonly EntropyWords _words;

    public SeededNumbers(int seed)
    {
        _entropy = new SeededEntropy(seed);
        _words = new EntropyWords(_entropy);
    }

    /// <summary>Uniform in [0, <paramref name="bound"/>).</summary>
    public long Next(long bound) => (long)UniformBelow.Fast(_words, (ulong)bound);

    public void Dispose()
    {
        _words.Dispose();
        _entropy.Dispose();
    }
}
