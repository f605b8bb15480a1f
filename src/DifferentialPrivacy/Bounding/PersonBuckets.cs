using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Rows sorted by person, group and value. They are first thrown into buckets of neighbouring people, so small that the rest of the work on a bucket, sorting and later bounding, stays
/// in the cache of one core. The fast twin of <see cref="SortedRows"/>.
/// </summary>
internal sealed class PersonBuckets
{
    private const int RowsOfABucket = 1 << 13;
    private const int MostBuckets = 1 << 12;

    private readonly int _shift;

    private PersonBuckets(EntryLayout layout, ulong[] entries, int[] starts, int shift, int bucketCount) =>
        (Layout, Entries, Starts, _shift, Count) = (layout, entries, starts, shift, bucketCount);

    /// <summary>How entries are to be read.</summary>
    public EntryLayout Layout { get; }

    /// <summary>The rows, person after person.</summary>
    public ulong[] Entries { get; }

    /// <summary>Where each person's rows begin, and after the last person their end.</summary>
    public int[] Starts { get; }

    /// <summary>The number of buckets.</summary>
    public int Count { get; }

    /// <summary>The people of a bucket, from the first to before the last.</summary>
    public (int First, int End) PeopleOf(int bucket) => (bucket << _shift, (int)Math.Min((long)(bucket + 1) << _shift, Starts.Length - 1));

    public static PersonBuckets Sort<TValues>(int[] people, int[] groups, TValues values, int groupCount, int threads, CancellationToken cancellationToken)
        where TValues : struct, IRowValues
    {
        EntryLayout layout = new(BitOperations.Log2((uint)groupCount) + 1, values.Bits);
        int slices = Math.Clamp(people.Length / RowsOfABucket, 1, threads);
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        int personCount = PersonCount(people, groups, groupCount, slices, options);
        int shift = 0;
        int wanted = Math.Clamp(people.Length / RowsOfABucket, 1, MostBuckets);
        while (personCount >> shift > wanted && shift < layout.PersonBits - 1)
        {
            shift++;
        }

        int bucketCount = Math.Max(1, (int)(((long)personCount + (1L << shift) - 1) >> shift));
        int[][] next = new int[slices][];
        Parallel.For(0, slices, options, slice => next[slice] = CountRows(people, groups, RangeOf(slice, slices, people.Length), shift, bucketCount));
        int[] starts = LayOut(next, bucketCount);
        int rows = starts[bucketCount];
        ulong[] entries = GC.AllocateUninitializedArray<ulong>(rows + SortedEntries.Slack);
        Parallel.For(0, slices, options, slice => Throw(people, groups, values, layout, RangeOf(slice, slices, people.Length), shift, next[slice], entries));

        int[] personStarts = new int[personCount + 1];
        Parallel.For(
            0,
            bucketCount,
            options,
            static () => Array.Empty<ulong>(),
            (bucket, _, scratch) => SortBucket(layout, entries, starts[bucket], starts[bucket + 1], scratch, PeopleOf(personStarts, bucket, shift)),
            static scratch => Array.Clear(scratch));
        personStarts[personCount] = rows;
        return new PersonBuckets(layout, entries, personStarts, shift, bucketCount);
    }

    private static Span<int> PeopleOf(int[] personStarts, int bucket, int shift)
    {
        int first = bucket << shift;
        return personStarts.AsSpan(first, (int)Math.Min(1L << shift, personStarts.Length - 1 - first));
    }

    private static int PersonCount(int[] people, int[] groups, int groupCount, int slices, ParallelOptions options)
    {
        int[] largestPeople = new int[slices];
        int[] largestGroups = new int[slices];
        Parallel.For(0, slices, options, slice =>
        {
            (int first, int end) = RangeOf(slice, slices, people.Length);
            (int largestPerson, int largestGroup) = (-1, -1);
            for (int row = first; row < end; row++)
            {
                largestPerson = Math.Max(largestPerson, people[row]);
                largestGroup = Math.Max(largestGroup, groups[row]);
            }

            (largestPeople[slice], largestGroups[slice]) = (largestPerson, largestGroup);
        });
        return largestGroups.Max() < groupCount
            ? largestPeople.Max() + 1
            : throw new ArgumentException("A group is not below the number of groups.", nameof(groups));
    }

    private static (int First, int End) RangeOf(int slice, int slices, int length) =>
        ((int)((long)length * slice / slices), (int)((long)length * (slice + 1) / slices));

    private static int[] CountRows(int[] people, int[] groups, (int First, int End) range, int shift, int bucketCount)
    {
        int[] counts = new int[bucketCount];
        for (int row = range.First; row < range.End; row++)
        {
            if ((people[row] | groups[row]) >= 0)
            {
                counts[people[row] >> shift]++;
            }
        }

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

    private static void Throw<TValues>(
        int[] people, int[] groups, TValues values, EntryLayout layout, (int First, int End) range, int shift, int[] next, ulong[] entries)
        where TValues : struct, IRowValues
    {
        int inBucket = (1 << shift) - 1;
        for (int row = range.First; row < range.End; row++)
        {
            int person = people[row];
            int group = groups[row];
            if ((person | group) >= 0)
            {
                entries[next[person >> shift]++] = layout.Of(person & inBucket, group, values.Of(row));
            }
        }
    }

    /// <summary>Sorts a bucket by counting people, then each person's rows.</summary>
    /// <returns>The scratch memory, larger if it had to be.</returns>
    private static ulong[] SortBucket(EntryLayout layout, ulong[] entries, int start, int end, ulong[] scratch, Span<int> personStarts)
    {
        if (scratch.Length < end - start)
        {
            scratch = new ulong[2 * (end - start)];
        }

        entries.AsSpan(start..end).CopyTo(scratch);
        ReadOnlySpan<ulong> unsorted = scratch.AsSpan(0, end - start);
        foreach (ulong row in unsorted)
        {
            personStarts[layout.PersonOf(row)]++;
        }

        int place = start;
        for (int person = 0; person < personStarts.Length; person++)
        {
            int count = personStarts[person];
            personStarts[person] = place;
            place += count;
        }

        foreach (ulong row in unsorted)
        {
            entries[personStarts[layout.PersonOf(row)]++] = row;
        }

        // What was advanced to each person's end is where the next one begins.
        int begin = start;
        for (int person = 0; person < personStarts.Length; person++)
        {
            int next = personStarts[person];
            SortedEntries.Sort(entries, begin, next);
            personStarts[person] = begin;
            begin = next;
        }

        return scratch;
    }
}
