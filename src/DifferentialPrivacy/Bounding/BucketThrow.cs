using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Throws rows into buckets, in their order: counts first, then lays down each row where its bucket has come to.</summary>
/// <typeparam name="TEntry">An integer that a row fits into.</typeparam>
internal static class BucketThrow<TEntry>
    where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
{
    /// <summary>Rows that are read at once: few enough for the nearest cache.</summary>
    private const int RowsOfAPiece = 1 << 11;

    /// <exception cref="ArgumentException">A person, group or value is not what the rows say of themselves.</exception>
    /// <returns>The rows, bucket after bucket, and behind them <see cref="PersonBuckets{TEntry}.Slack"/>; where each bucket begins, and the end of the last.</returns>
    public static (TEntry[] Entries, int[] Starts) Throw(IContributionSource rows, EntryLayout layout, BucketSizes sizes, ParallelOptions options)
    {
        int slices = Math.Clamp(rows.RowCount / RowsOfAPiece, 1, options.MaxDegreeOfParallelism);
        int[]?[] counts = new int[slices][];
        Parallel.For(0, slices, options, slice => counts[slice] = CountRows(rows, sizes, RangeOf(slice, slices, rows.RowCount)));
        int[][] next = [.. counts.Select(slice => slice ?? throw new ArgumentException("A person is not below the number of people.", nameof(rows)))];
        int[] starts = LayOut(next, sizes.Count);
        TEntry[] entries = GC.AllocateUninitializedArray<TEntry>(starts[sizes.Count] + PersonBuckets<TEntry>.Slack);
        entries.AsSpan(starts[sizes.Count]).Clear();
        bool[] isThrown = new bool[slices];
        Parallel.For(0, slices, options, slice => isThrown[slice] = TryThrow(rows, layout, sizes, RangeOf(slice, slices, rows.RowCount), next[slice], entries));
        return Array.TrueForAll(isThrown, each => each)
            ? (entries, starts)
            : throw new ArgumentException("A group is not below the number of groups, or a value has more bits than said.", nameof(rows));
    }

    private static (int First, int End) RangeOf(int slice, int slices, int length) =>
        ((int)((long)length * slice / slices), (int)((long)length * (slice + 1) / slices));

    /// <returns>The rows of each bucket; null if a person is none.</returns>
    private static int[]? CountRows(IContributionSource rows, BucketSizes sizes, (int First, int End) range)
    {
        int[] counts = new int[sizes.Count];
        Span<int> pieces = stackalloc int[RowsOfAPiece];
        int most = rows.PersonCount;
        for (int first = range.First; first < range.End; first += RowsOfAPiece)
        {
            Span<int> people = pieces[..Math.Min(RowsOfAPiece, range.End - first)];
            rows.ReadPeople(first, people);
            foreach (int person in people)
            {
                if (person >= most)
                {
                    return null;
                }

                if (person >= 0)
                {
                    unchecked
                    {
                        counts[person >> sizes.Shift]++;
                    }
                }
            }
        }

        pieces.Clear();
        return counts;
    }

    /// <summary>Turns counts into the place where each slice writes the next row of each bucket: slices side by side.</summary>
    /// <returns>Where each bucket begins, and the end of the last.</returns>
    private static int[] LayOut(int[][] counts, int bucketCount)
    {
        int[] starts = new int[bucketCount + 1];
        int place = 0;
        for (int bucket = 0; bucket < bucketCount; bucket++)
        {
            starts[bucket] = place;
            foreach (int[] slice in counts)
            {
                int count = slice[bucket];
                slice[bucket] = place;
                place += count;
            }
        }

        starts[bucketCount] = place;
        return starts;
    }

    /// <returns>Whether all groups and values were what the rows say of themselves.</returns>
    private static bool TryThrow(IContributionSource rows, EntryLayout layout, BucketSizes sizes, (int First, int End) range, int[] next, TEntry[] entries)
    {
        Span<int> pieces = stackalloc int[3 * RowsOfAPiece];
        for (int first = range.First; first < range.End; first += RowsOfAPiece)
        {
            int count = Math.Min(RowsOfAPiece, range.End - first);
            Span<int> people = pieces[..count];
            Span<int> groups = pieces.Slice(RowsOfAPiece, count);
            Span<int> values = pieces.Slice(2 * RowsOfAPiece, count);
            rows.ReadPeople(first, people);
            rows.ReadGroups(first, groups);
            rows.ReadValues(first, values);
            if (!TryThrow(layout, people, groups, values, sizes.Shift, rows.GroupCount, rows.ValueBits, next, entries))
            {
                return false;
            }
        }

        pieces.Clear();
        return true;
    }

    private static bool TryThrow(
        EntryLayout layout, ReadOnlySpan<int> people, ReadOnlySpan<int> groups, ReadOnlySpan<int> values, int shift, int groupCount, int valueBits, int[] next, TEntry[] entries)
    {
        int inBucket = (1 << shift) - 1;
        groups = groups[..people.Length];
        values = values[..people.Length];
        unchecked
        {
            for (int i = 0; i < people.Length; i++)
            {
                int person = people[i];
                if (person < 0)
                {
                    continue;
                }

                int group = groups[i];
                int value = values[i];
                if ((uint)group >= (uint)groupCount || value >>> valueBits != 0)
                {
                    return false;
                }

                entries[next[person >> shift]++] = TEntry.CreateTruncating(layout.Of(person & inBucket, group, value));
            }
        }

        return true;
    }
}
