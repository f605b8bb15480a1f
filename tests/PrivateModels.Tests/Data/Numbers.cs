namespace EnclaveCleanRoom.PrivateModels.Tests.Data;

/// <summary>Uniform test numbers that follow from a seed (SplitMix64).</summary>
internal sealed class Numbers(int seed)
{
    private ulong _state = (ulong)seed;

    internal double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    internal int Next(int bound) => (int)(Bits() % (ulong)bound);

    private ulong Bits()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
