namespace EnclaveCleanRoom.Fixtures;

/// <summary>
/// Damages messages the same way on every machine and runtime: what a seed gives is committed as a corpus, and a test
/// regenerates it. The generator of numbers is SplitMix64, so that no library's may change it.
/// </summary>
public sealed class SeededMutator(ulong seed)
{
    private static readonly byte[] s_interesting = [0x00, 0x01, 0x17, 0x18, 0x1F, 0x40, 0x5F, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xF6, 0xF9, 0xFB, 0xFF];

    private ulong _state = seed;

    /// <summary>The next number below <paramref name="bound"/>, which is positive.</summary>
    public int Next(int bound)
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }
    }

    /// <summary>One damaged copy of <paramref name="original"/>, never equal to it, and what was done to it.</summary>
    public byte[] Mutate(ReadOnlySpan<byte> original, out string what)
    {
        byte[] damaged;
        do
        {
            int at = Next(original.Length);
            int length = 1 + Next(Math.Min(16, original.Length - at));
            (damaged, what) = Next(8) switch
            {
                0 => (With(original, at, (byte)(original[at] ^ (1 << Next(8)))), $"bit flipped at {at}"),
                1 => (With(original, at, s_interesting[Next(s_interesting.Length)]), $"byte replaced at {at}"),
                2 => ([.. original[..at], .. original[(at + length)..]], $"{length} removed at {at}"),
                3 => ([.. original[..at], s_interesting[Next(s_interesting.Length)], .. original[at..]], $"byte inserted at {at}"),
                4 => ([.. original[..(at + length)], .. original[at..]], $"{length} repeated at {at}"),
                5 => (original[..at].ToArray(), $"cut at {at}"),
                6 => (Swapped(original, at, Next(original.Length)), $"swapped at {at}"),
                _ => (With(original, at, unchecked((byte)(original[at] + 1))), $"byte incremented at {at}"),
            };
        }
        while (original.SequenceEqual(damaged));

        return damaged;
    }

    private static byte[] With(ReadOnlySpan<byte> original, int at, byte value)
    {
        byte[] copy = original.ToArray();
        copy[at] = value;
        return copy;
    }

    private static byte[] Swapped(ReadOnlySpan<byte> original, int first, int second)
    {
        byte[] copy = original.ToArray();
        (copy[first], copy[second]) = (copy[second], copy[first]);
        return copy;
    }
}
