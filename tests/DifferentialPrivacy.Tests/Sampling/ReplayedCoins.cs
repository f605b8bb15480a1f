using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

/// <summary>Coins decided in exact fractions, written from the paper: a uniform number, known to as many bits as were drawn, against the exact bias.</summary>
internal static class ReplayedCoins
{
    public static bool Fraction(EntropyWords words, Rational bias)
    {
        (Rational low, Rational width) = (Rational.Zero, Rational.One);
        while (true)
        {
            width /= BigInteger.One << 64;
            low += width * (BigInteger)words.Next();
            if (low + width <= bias)
            {
                return true;
            }

            if (low >= bias)
            {
                return false;
            }
        }
    }

    public static bool Exponential(EntropyWords words, Rational gamma)
    {
        for (; gamma > Rational.One; gamma -= 1)
        {
            if (!Exponential(words, Rational.One))
            {
                return false;
            }
        }

        int k = 1;
        while (Fraction(words, gamma / k))
        {
            k++;
        }

        return k % 2 == 1;
    }
}
