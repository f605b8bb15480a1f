using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Of every stretch of competing items keeps those of lowest rank, as many as allowed. Only stretches that are too long are ranked, all in
/// one call, since a call of the cipher costs as much as many blocks.
/// </summary>
internal static class FewestRanked
{
    public static Span<T> Keep<T, TRanking>(Span<T> items, int limit, SecretOrder order)
        where TRanking : IRanking<T>
    {
        List<T> competing = [];
        for (int start = 0, end; start < items.Length; start = end)
        {
            end = EndOfStretch<T, TRanking>(items, start);
            for (int at = start; end - start > limit && at < end; at++)
            {
                competing.Add(items[at]);
            }
        }

        if (competing.Count == 0)
        {
            return items;
        }

        Span<UInt128> ranks = TRanking.Rank(CollectionsMarshal.AsSpan(competing), order);
        int kept = 0;
        for (int start = 0, end; start < items.Length; start = end)
        {
            end = EndOfStretch<T, TRanking>(items, start);
            Span<T> stretch = items[start..end];
            if (stretch.Length > limit)
            {
                ranks[..stretch.Length].Sort(stretch);
                ranks = ranks[stretch.Length..];
                stretch = stretch[..limit];
            }

            // What is kept moves to the front, over what was looked at already.
            stretch.CopyTo(items[kept..]);
            kept += stretch.Length;
        }

        return items[..kept];
    }

    private static int EndOfStretch<T, TRanking>(Span<T> items, int start)
        where TRanking : IRanking<T>
    {
        int end = start + 1;
        while (end < items.Length && TRanking.IsAlike(items[start], items[end]))
        {
            end++;
        }

        return end;
    }
}
