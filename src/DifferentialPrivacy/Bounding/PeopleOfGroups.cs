namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Counts the people of each group, each person in the first groups of theirs.</summary>
internal static class PeopleOfGroups
{
    public static long[] Count(PersonBuckets buckets, int groupCount, int maxGroups, int threads, CancellationToken cancellationToken)
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
                Add(buckets.Layout, buckets.Entries.AsSpan(buckets.Starts[person]..buckets.Starts[person + 1]), maxGroups, own);
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

    private static void Add(EntryLayout layout, ReadOnlySpan<ulong> rows, int maxGroups, int[] counts)
    {
        int last = -1;
        int groups = 0;
        foreach (ulong row in rows)
        {
            int group = layout.GroupOf(row);
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
