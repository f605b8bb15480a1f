using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Of every stretch of like items, keeps those of lowest rank, as many as allowed; only stretches that are too long are ranked.</summary>
internal static class FewestRanked
{
    public static List<T> Keep<T>(List<T> items, Func<T, T, bool> isAlike, int limit, Func<T, OrderItem> name, SecretOrder order)
    {
        List<T> kept = new(items.Count);
        int start = 0;
        for (int end = 1; end <= items.Count; end++)
        {
            if (end < items.Count && isAlike(items[start], items[end]))
            {
                continue;
            }

            Span<T> stretch = CollectionsMarshal.AsSpan(items)[start..end];
            kept.AddRange(stretch.Length <= limit ? stretch : Lowest(stretch, limit, name, order));
            start = end;
        }

        return kept;
    }

    private static Span<T> Lowest<T>(Span<T> stretch, int limit, Func<T, OrderItem> name, SecretOrder order)
    {
        OrderItem[] names = new OrderItem[stretch.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = name(stretch[i]);
        }

        UInt128[] ranks = order.Ranks(names);
        MemoryExtensions.Sort(ranks.AsSpan(), stretch);
        return stretch[..limit];
    }
}
