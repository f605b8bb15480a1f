using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// Draws x with probability proportional to exp(-x²/2σ²), for a rational σ² = p/q, by inversion: one word a draw, and a table that pays for long vectors.
/// As exact as <see cref="DiscreteGaussianSampler"/>, from other words.
/// </summary>
/// <remarks>
/// Theorem (inversion): for U uniform on [0, 1), the m with C(m-1) ≤ U &lt; C(m) has probability C(m) - C(m-1), which is that of the magnitude m;
/// a fair sign makes it the law, as zero is counted once in <see cref="GaussianBoundaries"/>.
/// <para>
/// U is not rounded but revealed: the first word gives the sign (its lowest bit) and 63 bits, each further word 64. Known to lie in
/// [u, u+1)·2^-bits, with C(m)·2^bits in [T(m), T(m)+2), it is below C(m) if u &lt; T(m) and not below if u ≥ T(m)+2. Otherwise a word more is
/// revealed, and the boundaries are computed with 64 bits more. Each decision is the one that the whole U leads to, so nothing is lost by taking it early, and
/// the law is exact although every number in the table is rounded. The first word does not suffice with a probability of at most 2^-62·(entries).
/// </para>
/// <para>
/// Source: cumulative tables for discrete Gaussians, Peikert 2010; decisions from no more bits than they need, Knuth and Yao 1976; the guide to the first
/// candidate, Chen and Asau 1974. The time of a draw depends on its value far less than that of rejection: by the steps from the guide to the entry,
/// mostly none. Which entry is read depends on the value, as in any table.
/// </para>
/// </remarks>
internal sealed class DiscreteGaussianTable
{
    /// <summary>The largest σ²: the table has about 9·σ entries, 3,261 at most.</summary>
    public const int LargestVariance = 1 << 17;

    private const int FirstBits = 63;

    private readonly Rational _variance;
    private readonly BigInteger[] _boundaries;
    private readonly Stretch[] _stretches;
    private readonly ushort[] _guide;
    private readonly int _guideShift;

    /// <summary>Computes the table, in about a microsecond for each of its entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">σ² is not above 0, or above <see cref="LargestVariance"/>.</exception>
    public DiscreteGaussianTable(Rational variance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(variance.Sign, nameof(variance));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(variance, LargestVariance);
        _variance = variance;
        _boundaries = GaussianBoundaries.Of(variance, FirstBits);
        _stretches = Stretches(_boundaries);
        int guideBits = Math.Max(8, 2 + BitOperations.Log2((uint)_stretches.Length));
        _guideShift = 64 - guideBits;
        _guide = Guide(_stretches, guideBits);
    }

    /// <summary>The number of magnitudes that the first word may decide for.</summary>
    public int Entries => _boundaries.Length;

    /// <summary>As many independent draws as there is room for, with the decisions of <see cref="DrawExactly"/>.</summary>
    public void Draw(EntropyWords words, Span<Int128> noise)
    {
        ReadOnlySpan<Stretch> stretches = _stretches;
        ReadOnlySpan<ushort> guide = _guide;
        int shift = _guideShift;
        foreach (ref Int128 each in noise)
        {
            ulong word = words.Next();
            ulong uniform = word >> 1;
            int magnitude = guide[(int)(word >> shift)];
            while (uniform >= stretches[magnitude].To)
            {
                magnitude++;
            }

            each = uniform >= stretches[magnitude].From ? Signed(magnitude, word) : Decide(words, word);
        }
    }

    /// <summary>The slow twin: one draw, in integers of any size.</summary>
    public Int128 DrawExactly(EntropyWords words) => Decide(words, words.Next());

    private long Decide(EntropyWords words, ulong first)
    {
        BigInteger uniform = first >> 1;
        BigInteger[] boundaries = _boundaries;
        for (int bits = FirstBits; ;)
        {
            int magnitude = Array.FindIndex(boundaries, boundary => uniform < boundary);
            if (magnitude == 0 || (magnitude > 0 && uniform >= boundaries[magnitude - 1] + GaussianBoundaries.Width))
            {
                return Signed(magnitude, first);
            }

            bits += 64;
            uniform = (uniform << 64) | words.Next();
            boundaries = GaussianBoundaries.Of(_variance, bits);
        }
    }

    // The negative of a two's complement is its complement and one.
    private static long Signed(int magnitude, ulong word)
    {
        long sign = -(long)(word & 1);
        return (magnitude ^ sign) - sign;
    }

    // One more than there are magnitudes: what no boundary is above is undecided, and the last stretch ends every search.
    private static Stretch[] Stretches(BigInteger[] boundaries)
    {
        Stretch[] stretches = new Stretch[boundaries.Length + 1];
        ulong from = 0;
        for (int m = 0; m < boundaries.Length; m++)
        {
            ulong boundary = (ulong)boundaries[m];
            stretches[m] = new Stretch(from, boundary);
            from = boundary + GaussianBoundaries.Width;
        }

        stretches[^1] = new Stretch(from, ulong.MaxValue);
        return stretches;
    }

    // For each value of the uppermost bits, the first magnitude whose stretch ends above all zeros behind them.
    private static ushort[] Guide(Stretch[] stretches, int bits)
    {
        ushort[] guide = new ushort[1 << bits];
        ushort magnitude = 0;
        for (int top = 0; top < guide.Length; top++)
        {
            while ((ulong)top << (FirstBits - bits) >= stretches[magnitude].To)
            {
                magnitude++;
            }

            guide[top] = magnitude;
        }

        return guide;
    }

    /// <summary>The 63-bit numbers that decide for a magnitude: not below From, and below To.</summary>
    private readonly record struct Stretch(ulong From, ulong To);
}
