namespace EnclaveCleanRoom.PrivateModels.Bench.Data;

/// <summary>Splits that anybody can repeat: SplitMix64 from a seed, and Fisher-Yates.</summary>
internal static class SeededShuffle
{
    internal static int[] Of(int count, int seed)
    {
        ulong state = (ulong)seed;
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)(Next(ref state) % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private static ulong Next(ref ulong state) => unchecked(Mix(state += 0x9E3779B97F4A7C15UL));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
