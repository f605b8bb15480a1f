using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// Draws x with probability proportional to exp(-|x|·s/t), for the scale b = t/s in lowest terms.
/// </summary>
/// <remarks>Source: Canonne, Kamath, Steinke 2020, Algorithm 2 (Proposition: its output has exactly this law).</remarks>
internal sealed class DiscreteLaplaceSampler
{
    private readonly BigInteger _t;
    private readonly BigInteger _s;
    private readonly bool _isFast;
    private readonly ulong _fastT;
    private readonly ulong _fastS;

    public DiscreteLaplaceSampler(Rational scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale.Sign, nameof(scale));
        (_t, _s) = (scale.Numerator, scale.Denominator);

        // t below 2^48 leaves 2^78 rounds of the geometric part before a 127-bit magnitude: out of reach of any computer.
        _isFast = _t.GetBitLength() <= 48 && _s.GetBitLength() <= 63;
        (_fastT, _fastS) = _isFast ? ((ulong)_t, (ulong)_s) : (0, 0);
    }

    /// <summary>One draw by the quickest path that takes the same decisions as <see cref="DrawExactly"/>.</summary>
    public Int128 Draw(EntropyWords words) => _isFast ? DrawFast(words) : Confinement.Of(DrawExactly(words));

    /// <summary>Whether <see cref="DrawFast"/> may be called.</summary>
    public bool IsFast => _isFast;

    /// <summary>The slow twin, in integers of any size.</summary>
    public BigInteger DrawExactly(EntropyWords words)
    {
        while (true)
        {
            BigInteger remainder = UniformBelow.Exactly(words, _t);
            if (!ExactBernoulli.Exponential(words, remainder, _t))
            {
                continue;
            }

            BigInteger rounds = BigInteger.Zero;
            while (ExactBernoulli.Exponential(words, BigInteger.One, BigInteger.One))
            {
                rounds++;
            }

            BigInteger magnitude = (remainder + (_t * rounds)) / _s;
            bool isNegative = (words.Next() >> 63) != 0;
            if (isNegative && magnitude.IsZero)
            {
                continue; // zero would be drawn twice as often as its weight
            }

            return isNegative ? -magnitude : magnitude;
        }
    }

    /// <summary>The same decisions in 64- and 128-bit integers.</summary>
    public Int128 DrawFast(EntropyWords words)
    {
        while (true)
        {
            ulong remainder = UniformBelow.Fast(words, _fastT);
            if (!FastBernoulli.Exponential(words, remainder, _fastT))
            {
                continue;
            }

            ulong rounds = 0;
            while (FastBernoulli.Exponential(words, 1UL, 1UL))
            {
                rounds++;
            }

            UInt128 product = Math.BigMul(_fastT, rounds) + remainder;
            Int128 magnitude = (Int128)(_fastS == 1 ? product : product / _fastS);
            bool isNegative = (words.Next() >> 63) != 0;
            if (isNegative && magnitude == 0)
            {
                continue;
            }

            return isNegative ? -magnitude : magnitude;
        }
    }
}
