using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// The decisions of <see cref="ExactBernoulli"/> in 128-bit integers, for fractions whose denominator stays below 2^112.
/// Products with a word are kept in 192 bits, so nothing is rounded and the two always agree.
/// </summary>
internal static class FastBernoulli
{
    /// <summary>Denominators must be below this; 15 bits stay free for the growth in <see cref="Exponential(EntropyWords, UInt128, UInt128)"/>.</summary>
    public static readonly UInt128 Limit = UInt128.One << 112;

    /// <summary>Denominators below this leave the same room in 63 bits.</summary>
    public const ulong NarrowLimit = 1UL << 48;

    /// <summary>As <see cref="ExactBernoulli.Fraction"/>.</summary>
    public static bool Fraction(EntropyWords words, UInt128 numerator, UInt128 denominator) =>
        denominator <= long.MaxValue
            ? Fraction(words, (ulong)numerator, (ulong)denominator)
            : WideFraction(words, numerator, denominator);

    /// <summary>As <see cref="ExactBernoulli.Fraction"/>, for denominators below 2^63.</summary>
    private static bool Fraction(EntropyWords words, ulong numerator, ulong denominator)
    {
        unchecked
        {
            while (true)
            {
                // left = numerator·2^64 - word·denominator, by halves.
                ulong high = Math.BigMul(denominator, words.Next(), out ulong low);
                if (numerator <= high)
                {
                    return false;
                }

                ulong leftHigh = numerator - high - (low == 0 ? 0UL : 1UL);
                ulong left = 0UL - low;
                if (leftHigh != 0 || left >= denominator)
                {
                    return true;
                }

                numerator = left;
            }
        }
    }

    private static bool WideFraction(EntropyWords words, UInt128 numerator, UInt128 denominator)
    {
        unchecked
        {
            while (true)
            {
                ulong word = words.Next();

                // left = numerator·2^64 - word·denominator, as (high: signed 128 bits above, low: 64 bits).
                UInt128 lowProduct = Math.BigMul((ulong)denominator, word);
                UInt128 highProduct = Math.BigMul((ulong)(denominator >> 64), word) + (lowProduct >> 64);
                ulong low = (ulong)lowProduct;
                Int128 high = (Int128)(numerator - highProduct) - (low == 0 ? 0 : 1);
                ulong leftLow = 0UL - low;
                if (high < 0 || (high == 0 && leftLow == 0))
                {
                    return false;
                }

                if ((high >> 64) != 0)
                {
                    // The remainder has more than 128 bits; the denominator has at most 127.
                    return true;
                }

                UInt128 left = ((UInt128)high << 64) | leftLow;
                if (left >= denominator)
                {
                    return true;
                }

                numerator = left;
            }
        }
    }

    /// <summary>As <see cref="ExactBernoulli.Exponential"/>.</summary>
    public static bool Exponential(EntropyWords words, UInt128 numerator, UInt128 denominator)
    {
        if (numerator <= long.MaxValue && denominator < NarrowLimit)
        {
            return Exponential(words, (ulong)numerator, (ulong)denominator);
        }

        while (numerator > denominator)
        {
            if (!ExponentialOfAtMostOne(words, 1, 1))
            {
                return false;
            }

            numerator -= denominator;
        }

        bool even = true;
        UInt128 bound = denominator;
        while (Fraction(words, numerator, bound))
        {
            even = !even;
            bound += denominator;
        }

        return even;
    }

    /// <summary>As <see cref="ExactBernoulli.Exponential"/>, for numerators below 2^63 and denominators below <see cref="NarrowLimit"/>.</summary>
    public static bool Exponential(EntropyWords words, ulong numerator, ulong denominator)
    {
        while (numerator > denominator)
        {
            if (!ExponentialOfAtMostOne(words, 1, 1))
            {
                return false;
            }

            numerator -= denominator;
        }

        return ExponentialOfAtMostOne(words, numerator, denominator);
    }

    private static bool ExponentialOfAtMostOne(EntropyWords words, ulong numerator, ulong denominator)
    {
        bool even = true;
        ulong bound = denominator;
        while (Fraction(words, numerator, bound))
        {
            even = !even;
            bound += denominator;
        }

        return even;
    }

    /// <summary>Whether <see cref="Exponential(EntropyWords, UInt128, UInt128)"/> may be called with this denominator and any numerator below 2^127.</summary>
    public static bool Holds(BigInteger denominator) => denominator.GetBitLength() <= 112;
}
