using System.Numerics;

namespace EnclaveCleanRoom.Samples.Randomness;

/// <summary>
/// xoshiro256** 1.0, seeded through SplitMix64: the same seed gives the same bits on every machine and runtime.
/// Not for secrets: nothing in a clean room draws from it.
/// </summary>
/// <remarks>Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021.</remarks>
internal sealed class Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the stream number <paramref name="stream"/> of a seed; streams do not depend on each other's length.</summary>
    public Xoshiro256(ulong seed, ulong stream) => Restart(seed, stream);

    /// <summary>Puts this generator at the start of another stream, so that a loop over persons allocates nothing.</summary>
    public void Restart(ulong seed, ulong stream)
    {
        ulong state = unchecked(Mix(seed) ^ Mix(stream + 0x5851F42D4C957F2DUL));
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            ulong t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>Uniform in [0, 1), in steps of 2⁻⁵³.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1 (multiply-shift; its bias of under 2⁻³² does not matter here).</summary>
    public int NextInt(int count) => (int)(((NextBits() >> 32) * (ulong)count) >> 32);

    /// <summary>Uniform in <paramref name="low"/> … <paramref name="high"/>, both included.</summary>
    public int NextBetween(int low, int high) => low + NextInt(high - low + 1);

    /// <summary>Standard normal (Box–Muller, one of the pair).</summary>
    public double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());

    /// <summary>True with the given probability.</summary>
    public bool NextChance(double probability) => NextUnit() < probability;

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            return Mix(state);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
