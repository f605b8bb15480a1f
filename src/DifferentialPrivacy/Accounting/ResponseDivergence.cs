using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>The smallest ρ for which randomised response of some ε, and with it everything that is ε-differentially private, is ρ-zCDP: ε·tanh(ε/2).</summary>
/// <remarks>
/// <para>
/// Proof. Let h = ε/2. The truth is told with probability e^h/(2·cosh h), in either direction, so the moment Σ p^α·q^(1-α) is cosh((2α-1)h)/cosh(h), and (α-1)·D_α = ln cosh((2α-1)h) - ln cosh(h) is the integral of
/// tanh from h to (2α-1)h: an interval of length 2(α-1)h with its middle at αh. Above 0 tanh is concave, so its mean over an interval is at most its value in the middle (Jensen): D_α ≤ ε·tanh(αh). Concave and 0 at 0,
/// tanh(αh) ≤ α·tanh(h) for α ≥ 1. Hence D_α ≤ α·ε·tanh(ε/2) for every α above 1. No smaller ρ will do: as α falls to 1, D_α falls to the divergence of Kullback and Leibler, which is ε·tanh(ε/2).
/// </para>
/// <para>
/// Whatever is ε-differentially private is made from the binary response without looking at the data again (Kairouz, Oh, Viswanath 2015), so it is no worse. ε²/2 (Bun, Steinke 2016, Proposition 1.4) is the same
/// for small ε; at ε = 3 it is 1.66 times as much.
/// </para>
/// </remarks>
internal static class ResponseDivergence
{
    private const int Bits = 192;

    // Odd: an alternating series of falling terms that ends with a negative one lies below its limit, here by less than 2^-190.
    private const int LastTerm = 39;

    // There 1 - tanh(ε/2) is far below what ρ is counted in.
    private static readonly Rational s_certain = 100;
    private static readonly Rational s_half = new(1, 2);

    /// <summary>ρ, rounded up by less than 1e-50 of it.</summary>
    /// <param name="epsilon">At least 0.</param>
    public static Rational RhoUp(Rational epsilon)
    {
        if (epsilon >= s_certain)
        {
            return epsilon;
        }

        // tanh(ε/2) = (1 - e^-ε)/(1 + e^-ε) falls as e^-ε rises.
        BigInteger one = BigInteger.One << Bits;
        BigInteger remainder = ExponentialDown(epsilon);
        return Rational.Min(epsilon * new Rational(one - remainder, one + remainder), epsilon * epsilon / 2);
    }

    /// <summary>2^<see cref="Bits"/> times e^-<paramref name="exponent"/>, rounded down: by its series after halving the exponent, then by squaring. The same on every machine.</summary>
    private static BigInteger ExponentialDown(Rational exponent)
    {
        int squarings = 0;
        for (; exponent > s_half; squarings++)
        {
            exponent /= 2;
        }

        BigInteger x = (exponent * (BigInteger.One << Bits)).Ceiling();
        BigInteger sum = BigInteger.One << Bits;
        (BigInteger down, BigInteger up) = (sum, sum);
        for (int term = 1; term <= LastTerm; term++)
        {
            BigInteger divisor = (BigInteger)term << Bits;
            (down, up) = (down * x / divisor, ((up * x) + divisor - 1) / divisor);
            sum += term % 2 == 0 ? down : -up;
        }

        for (; squarings > 0; squarings--)
        {
            sum = (sum * sum) >> Bits;
        }

        return sum;
    }
}
