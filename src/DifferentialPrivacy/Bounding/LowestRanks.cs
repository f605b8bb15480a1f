namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Which of some ranks are the lowest: exactly so many, and of equal ones the first.</summary>
internal readonly struct LowestRanks
{
    /// <summary>Elements behind the last rank that may be read.</summary>
    public const int Slack = FewPlaces.Most;

    private readonly uint _few;
    private readonly bool[]? _many;

    private LowestRanks(uint few) => _few = few;

    private LowestRanks(bool[] many) => _many = many;

    /// <summary>Finds them.</summary>
    /// <param name="ranks">The ranks, with <see cref="Slack"/> elements behind them.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">More than <paramref name="limit"/>.</param>
    /// <param name="limit">How many are kept, at least 1.</param>
    public static LowestRanks Of(ulong[] ranks, int start, int count, int limit) => count <= FewPlaces.Most && FewPlaces.IsFast
        ? OfFew(ranks, start, count, limit)
        : OfMany(ranks.AsSpan(start, count), limit);

    /// <summary>The scalar twin.</summary>
    public static LowestRanks OfMany(ReadOnlySpan<ulong> ranks, int limit)
    {
        ulong[] sorted = ranks.ToArray();
        Array.Sort(sorted);
        ulong highest = sorted[limit - 1];
        int ofHighest = limit - sorted.AsSpan().IndexOf(highest);
        bool[] kept = new bool[ranks.Length];
        for (int i = 0; i < ranks.Length; i++)
        {
            kept[i] = ranks[i] < highest || (ranks[i] == highest && ofHighest-- > 0);
        }

        return new LowestRanks(kept);
    }

    /// <summary>Whether the rank at a place, counted from the first, is kept.</summary>
    public bool Keeps(int index) => _many is null ? ((_few >> index) & 1) != 0 : _many[index];

    private static LowestRanks OfFew(ulong[] ranks, int start, int count, int limit)
    {
        Span<byte> places = stackalloc byte[FewPlaces.Most];
        FewPlaces.Find(ranks, start, count, places);
        uint kept = 0;
        for (int i = 0; i < count; i++)
        {
            kept |= (places[i] < limit ? 1u : 0u) << i;
        }

        return new LowestRanks(kept);
    }
}
