namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>Numbers that follow from a public seed (SplitMix64): for choices that hide nothing and that anybody may repeat, never for noise.</summary>
internal sealed class PublicDraws(int seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>At least 0, below 1.</summary>
    internal double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Any order is about as likely as any other.</summary>
    internal void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = (int)(Bits() % (ulong)(i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong Bits()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
