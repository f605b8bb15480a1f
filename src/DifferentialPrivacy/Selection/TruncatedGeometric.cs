using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Selection;

/// <summary>
/// The probabilities p(0) = 0, p(n) = min(e^ε·p(n-1) + δ, 1 - e^-ε·(1 - p(n-1) - δ), 1), as numerators over 2^gridBits.
/// </summary>
/// <remarks>
/// With any rational r ≤ e^ε in place of e^ε, and each value rounded down to the grid, the conditions of (ln r, δ)-privacy still hold exactly:
/// p(n) ≤ r·p(n-1) + δ and 1-p(n-1) ≤ r·(1-p(n)) + δ are upper bounds on p(n), which rounding down keeps; the other two follow from
/// p(n) ≥ p(n-1), which holds because both bounds are at least p(n-1) and p(n-1) is on the grid.
/// </remarks>
internal sealed class TruncatedGeometric
{
    private const int LongestTable = 1 << 20;
    private const int GridOfUniform = 128;
    private readonly BigInteger[] _numerators;
    private readonly UInt128[] _belowOne;

    private TruncatedGeometric(BigInteger[] numerators, int gridBits)
    {
        _numerators = numerators;
        _belowOne = gridBits == GridOfUniform ? [.. numerators[..^1].Select(numerator => (UInt128)numerator)] : [];
    }

    /// <summary>The smallest n with p(n) = 1.</summary>
    public int CertainFrom => _numerators.Length - 1;

    /// <summary>p(n) times 2^gridBits, for n at least 0.</summary>
    public BigInteger Numerator(long n) => _numerators[(int)Math.Min(n, _numerators.Length - 1)];

    /// <summary>Whether p(n), for n at least 0 on a grid of 128 bits, is above <paramref name="uniform"/> over 2^128.</summary>
    public bool IsAbove(long n, UInt128 uniform) => n >= CertainFrom || uniform < _belowOne[(int)n];

    public static TruncatedGeometric Create(Rational epsilon, Rational delta, int gridBits)
    {
        BigInteger one = BigInteger.One << gridBits;
        BigInteger deltaOnGrid = (delta * one).Floor();
        if (deltaOnGrid.IsZero)
        {
            throw new ArgumentOutOfRangeException(nameof(delta), "Delta per group is below the grid.");
        }

        int ratioBits = gridBits + 8;
        BigInteger ratio = ExponentialBelow(epsilon, ratioBits);
        List<BigInteger> numerators = [BigInteger.Zero];
        while (numerators[^1] < one)
        {
            if (numerators.Count > LongestTable)
            {
                throw new ArgumentOutOfRangeException(nameof(epsilon), "So small an epsilon would need more than a million people.");
            }

            BigInteger last = numerators[^1];
            BigInteger rising = ((ratio * last) >> ratioBits) + deltaOnGrid;
            BigInteger rest = BigInteger.Max(0, one - last - deltaOnGrid) << ratioBits;
            BigInteger falling = one - ((rest + ratio - 1) / ratio);
            numerators.Add(BigInteger.Min(one, BigInteger.Min(rising, falling)));
        }

        return new TruncatedGeometric([.. numerators], gridBits);
    }

    // A numerator over 2^bits that is not above e^x, by the Taylor series with every term rounded down.
    private static BigInteger ExponentialBelow(Rational x, int bits)
    {
        BigInteger sum = BigInteger.Zero;
        BigInteger term = BigInteger.One << bits;
        for (int k = 1; !term.IsZero; k++)
        {
            sum += term;
            term = term * x.Numerator / (x.Denominator * k);
        }

        return sum;
    }
}
