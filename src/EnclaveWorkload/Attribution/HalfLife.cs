namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>2^(-age/half-life) in integers, the same on every machine.</summary>
/// <remarks>
/// The age is counted in 65,536th parts of the half-life, rounded down; each binary digit of the fraction multiplies by a constant 2^(-1/2), 2^(-1/4), … in
/// 62-bit fixed point. The weight is off by less than 0.002 %.
/// </remarks>
internal static class HalfLife
{
    /// <summary>The weight of age 0.</summary>
    internal const ulong One = 1UL << WeightBits;

    private const int WeightBits = 62;
    private const int FractionBits = 16;

    /// <summary>2^(-1/2), 2^(-1/4), … 2^(-1/65536).</summary>
    private static readonly ulong[] s_roots = Roots();

    /// <param name="age">At least 0.</param>
    /// <param name="halfLife">In the unit of the age, at least 1.</param>
    /// <returns>At most <see cref="One"/>; 0 after 62 half-lives.</returns>
    internal static ulong WeightAt(long age, long halfLife)
    {
        long halvings = age / halfLife;
        if (halvings > WeightBits)
        {
            return 0;
        }

        int fraction = (int)(((UInt128)(ulong)(age % halfLife) << FractionBits) / (ulong)halfLife);
        ulong weight = One;
        for (int i = 0; i < FractionBits; i++)
        {
            if (((fraction >> (FractionBits - 1 - i)) & 1) != 0)
            {
                weight = (ulong)(((UInt128)weight * s_roots[i]) >> WeightBits);
            }
        }

        return weight >> (int)halvings;
    }

    private static ulong[] Roots()
    {
        ulong[] roots = new ulong[FractionBits];
        ulong last = One >> 1;
        for (int i = 0; i < FractionBits; i++)
        {
            roots[i] = last = SquareRoot((UInt128)last << WeightBits);
        }

        return roots;
    }

    /// <summary>The largest integer whose square is not above a number below 2^126.</summary>
    private static ulong SquareRoot(UInt128 square)
    {
        ulong root = 0;
        for (int bit = WeightBits; bit >= 0; bit--)
        {
            ulong candidate = root | (1UL << bit);
            root = (UInt128)candidate * candidate <= square ? candidate : root;
        }

        return root;
    }
}
