using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>Uniform integers in [0, bound) by rejection: the lowest bits of a few words, drawn again while they reach the bound.</summary>
internal static class UniformBelow
{
    public static BigInteger Exactly(EntropyWords words, BigInteger bound)
    {
        int bits = (int)(bound - 1).GetBitLength();
        int count = Math.Max(1, (bits + 63) / 64);
        BigInteger mask = (BigInteger.One << bits) - 1;
        while (true)
        {
            BigInteger value = BigInteger.Zero;
            for (int i = 0; i < count; i++)
            {
                value |= (BigInteger)words.Next() << (64 * i);
            }

            value &= mask;
            if (value < bound)
            {
                return value;
            }
        }
    }

    public static ulong Fast(EntropyWords words, ulong bound)
    {
        ulong mask = bound == 1 ? 0 : ulong.MaxValue >> BitOperations.LeadingZeroCount(bound - 1);
        while (true)
        {
            ulong value = words.Next() & mask;
            if (value < bound)
            {
                return value;
            }
        }
    }
}
