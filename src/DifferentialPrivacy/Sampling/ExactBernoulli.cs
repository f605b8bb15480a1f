using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// Coin flips with rational bias, and with bias exp(-γ), decided in exact integers of any size. The reference that
/// <see cref="FastBernoulli"/> must agree with, word for word.
/// </summary>
/// <remarks>Source: Canonne, Kamath, Steinke 2020, Algorithm 1.</remarks>
internal static class ExactBernoulli
{
    /// <summary>True with probability <paramref name="numerator"/>/<paramref name="denominator"/>, which lies in [0, 1].</summary>
    /// <remarks>
    /// A uniform real in [0, 1) is revealed 64 bits at a time until it is known to lie below or not below the fraction.
    /// What is left undecided after a word is again a comparison of a uniform real with a fraction in [0, 1].
    /// </remarks>
    public static bool Fraction(EntropyWords words, BigInteger numerator, BigInteger denominator)
    {
        while (true)
        {
            BigInteger left = (numerator << 64) - (words.Next() * denominator);
            if (left >= denominator)
            {
                return true;
            }

            if (left.Sign <= 0)
            {
                return false;
            }

            numerator = left;
        }
    }

    /// <summary>True with probability exp(-<paramref name="numerator"/>/<paramref name="denominator"/>), for any fraction not below 0.</summary>
    public static bool Exponential(EntropyWords words, BigInteger numerator, BigInteger denominator)
    {
        while (numerator > denominator)
        {
            if (!ExponentialOfAtMostOne(words, BigInteger.One, BigInteger.One))
            {
                return false;
            }

            numerator -= denominator;
        }

        return ExponentialOfAtMostOne(words, numerator, denominator);
    }

    // The number of successes before the first failure of Fraction(γ/1), Fraction(γ/2), … is even with probability exp(-γ).
    private static bool ExponentialOfAtMostOne(EntropyWords words, BigInteger numerator, BigInteger denominator)
    {
        bool even = true;
        BigInteger bound = denominator;
        while (Fraction(words, numerator, bound))
        {
            even = !even;
            bound += denominator;
        }

        return even;
    }
}
