using EnclaveCleanRoom.Parquet.Encryption;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Nonces and file-unique bytes from a seed, so that a test's file is always the same.</summary>
internal sealed class SeededBytes(int seed) : IRandomBytes
{
    private readonly Random _random = new(seed);

    public void Fill(Span<byte> bytes)
    {
        lock (_random)
        {
            _random.NextBytes(bytes);
        }
    }
}
