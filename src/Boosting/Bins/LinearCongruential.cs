using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>
/// The generator behind samples of rows and features: x ← 214013 x + 2531011 mod 2^32, LightGBM's. It decides which rows
/// are looked at, never about noise: it is as predictable as its seed.
/// </summary>
internal struct LinearCongruential(int seed)
{
    private uint _state = unchecked((uint)seed);

    /// <summary>A number in [0, 1) of 15 bits.</summary>
    public float NextFloat() => (Next() >> 16 & 0x7FFF) / 32768.0f;

    /// <summary>A number of 15 bits in [0, <paramref name="bound"/>).</summary>
    public int NextShort(int bound) => (int)(Next() >> 16 & 0x7FFF) % bound;

    /// <summary>A number in [0, <paramref name="bound"/>).</summary>
    public int NextInt(int bound) => (int)(Next() & 0x7FFF_FFFF) % bound;

    /// <summary>Draws <paramref name="count"/> of the numbers below <paramref name="population"/>, in ascending order.</summary>
    public int[] Sample(int population, int count)
    {
        if (count >= population)
        {
            return [.. Enumerable.Range(0, population)];
        }

        if (count > 1 && count > population / PortableLog.Log2(count))
        {
            return SampleByPassing(population, count);
        }

        SortedSet<int> drawn = [];
        for (int last = population - count; last < population; last++)
        {
            int candidate = NextInt(last + 1);
            if (!drawn.Add(candidate))
            {
                drawn.Add(last);
            }
        }

        return [.. drawn];
    }

    private int[] SampleByPassing(int population, int count)
    {
        List<int> drawn = new(count);
        for (int i = 0; i < population; i++)
        {
            double chance = (count - drawn.Count) / (double)(population - i);
            if (NextFloat() < chance)
            {
                drawn.Add(i);
            }
        }

        return [.. drawn];
    }

    private uint Next() => _state = unchecked((214013 * _state) + 2531011);
}
