using System.Numerics;
using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Counts the people of each group, each person in the first groups of theirs.</summary>
internal static class PeopleOfGroups
{
    public static long[] Count<TEntry>(PersonBuckets<TEntry> buckets, int groupCount, int maxGroups, int threads, CancellationToken cancellationToken)
        where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
    {
        int people = buckets.Starts.Length - 1;
        int[][] counts = new int[threads][];
        ParallelOptions options = new() { MaxDegreeOfParallelism = counts.Length, CancellationToken = cancellationToken };
        Parallel.For(0, counts.Length, options, slice =>
        {
            int[] own = new int[groupCount];
            int end = (int)((long)people * (slice + 1) / counts.Length);
            for (int person = (int)((long)people * slice / counts.Length); person < end; person++)
            {
                (int start, int count) = (buckets.Starts[person], buckets.Starts[person + 1] - buckets.Starts[person]);
                if (!TryAdd(buckets.Layout, buckets.Entries, start, count, maxGroups, own))
                {
                    Add(buckets.Layout, buckets.Entries.AsSpan(start, count), maxGroups, own);
                }
            }

            counts[slice] = own;
        });

        long[] sums = new long[groupCount];
        foreach (int[] own in counts)
        {
            for (int group = 0; group < sums.Length; group++)
            {
                sums[group] += own[group];
            }
        }

        return sums;
    }

    /// <summary>Counts a person of up to sixteen rows, each of another group that counts, without asking of each row which it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAdd<TEntry>(EntryLayout layout, TEntry[] rows, int start, int count, int maxGroups, int[] counts)
        where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
    {
        if (!FewPlaces.IsFast || count is 0 or > FewPlaces.Most || FewPlaces.HasRepeated(layout, rows, start, count) || FewPlaces.HasFrom(layout, rows, start, count, counts.Length))
        {
            return count == 0;
        }

        foreach (TEntry row in rows.AsSpan(start, Math.Min(count, maxGroups)))
        {
            counts[layout.GroupOf(ulong.CreateTruncating(row))]++;
        }

        return true;
    }

    private static void Add<TEntry>(EntryLayout layout, ReadOnlySpan<TEntry> rows, int maxGroups, int[] counts)
        where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
    {
        int last = -1;
        int groups = 0;
        foreach (TEntry row in rows)
        {
            int group = layout.GroupOf(ulong.CreateTruncating(row));
            if (group == last || group >= counts.Length)
            {
                continue;
            }

            if (groups == maxGroups)
            {
                return;
            }

            counts[group]++;
            groups++;
            last = group;
        }
    }
}
