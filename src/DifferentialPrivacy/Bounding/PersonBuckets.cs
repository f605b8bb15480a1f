using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Rows sorted by person, and each person's by group in the secret order. They are first thrown into buckets of neighbouring people, so small that the rest of the work on a bucket stays
/// in the cache of one core. The fast twin of <see cref="SortedRows"/> and of the ranking that follows it.
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

    public static PersonBuckets Sort<TValues>(int[] people, int[] groups, TValues values, int groupCount, SecretOrder order, int threads, CancellationToken cancellationToken)
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
        ulong[] entries = GC.AllocateUninitializedArray<ulong>(rows);
        Parallel.For(0, slices, options, slice => Throw(people, groups, values, layout, RangeOf(slice, slices, people.Length), shift, next[slice], entries));

        int[] personStarts = new int[personCount + 1];
        Parallel.For(
            0,
            bucketCount,
            options,
            () => new BucketSort(layout, order),
            (bucket, _, sort) =>
            {
                sort.Sort(entries, starts[bucket], starts[bucket + 1], bucket << shift, PeopleOf(personStarts, bucket, shift));
                return sort;
            },
            static sort => sort.Dispose());
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
            (largestPeople[slice], largestGroups[slice]) = (Largest(people.AsSpan(first..end)), Largest(groups.AsSpan(first..end)));
        });
        return largestGroups.Max() < groupCount
            ? largestPeople.Max() + 1
            : throw new ArgumentException("A group is not below the number of groups.", nameof(groups));
    }

    /// <summary>The largest number, at least -1.</summary>
    private static int Largest(ReadOnlySpan<int> numbers)
    {
        Vector<int> largest = new(-1);
        while (numbers.Length >= Vector<int>.Count)
        {
            largest = Vector.Max(largest, new Vector<int>(numbers));
            numbers = numbers[Vector<int>.Count..];
        }

        int most = -1;
        for (int i = 0; i < Vector<int>.Count; i++)
        {
            most = Math.Max(most, largest[i]);
        }

        foreach (int number in numbers)
        {
            most = Math.Max(most, number);
        }

        return most;
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
}
