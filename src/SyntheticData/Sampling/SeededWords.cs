using System.Numerics;

namespace EnclaveCleanRoom.SyntheticData.Sampling;

/// <summary>Uniform words that follow from a seed and the number of a stream: for post-processing, whose randomness protects nobody and must be repeatable at any number of threads.</summary>
/// <remarks>Source: Blackman, Vigna, "Scrambled linear pseudorandom number generators", 2021 (xoshiro256**), begun by splitmix64.</remarks>
internal struct SeededWords
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public SeededWords(ReadOnlySpan<ulong> seed, ulong stream)
    {
        ulong state = unchecked((stream + 1) * 0x9E3779B97F4A7C15UL);
        (_a, _b, _c, _d) = (Mix(ref state, seed[0]), Mix(ref state, seed[1]), Mix(ref state, seed[2]), Mix(ref state, seed[3]) | 1);
    }

    public ulong Next()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
            ulong shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = BitOperations.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextShare() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform below <paramref name="bound"/>, but for a part in 2^32.</summary>
    public int NextBelow(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    private static ulong Mix(ref ulong state, ulong word)
    {
        unchecked
        {
            state = (state ^ word) + 0x9E3779B97F4A7C15UL;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
