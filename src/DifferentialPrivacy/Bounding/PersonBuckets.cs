namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Rows sorted by person, group and place. They are first thrown into buckets of neighbouring people, so small that the rest of the work on a bucket, sorting and later bounding, stays
/// in the cache of one core. The fast twin of <see cref="SortedRows"/>.
/// </summary>
internal sealed class PersonBuckets
{
    private const int RowsOfABucket = 1 << 13;
    private const int MostBuckets = 1 << 12;

    private readonly int _shift;

    private PersonBuckets(ulong[] entries, int[] starts, int shift, int bucketCount) =>
        (Entries, Starts, _shift, Count) = (entries, starts, shift, bucketCount);

    /// <summary>The rows, person after person.</summary>
    public ulong[] Entries { get; }

    /// <summary>Where each person's rows begin, and after the last person their end.</summary>
    public int[] Starts { get; }

    /// <summary>The number of buckets.</summary>
    public int Count { get; }

    /// <summary>The people of a bucket, from the first to before the last.</summary>
    public (int First, int End) PeopleOf(int bucket) => (bucket << _shift, (int)Math.Min((long)(bucket + 1) << _shift, Starts.Length - 1));

    public static PersonBuckets Sort(int[] people, int[] groups, int groupCount, int threads, CancellationToken cancellationToken)
    {
        int personCount = PersonCount(people, groups, groupCount);
        int shift = 0;
        int wanted = Math.Clamp(people.Length / RowsOfABucket, 1, MostBuckets);
        while (personCount >> shift > wanted)
        {
            shift++;
        }

        int bucketCount = Math.Max(1, (int)(((long)personCount + (1L << shift) - 1) >> shift));
        int slices = Math.Clamp(people.Length / RowsOfABucket, 1, threads);
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        int[][] next = new int[slices][];
        Parallel.For(0, slices, options, slice => next[slice] = CountRows(people, groups, RangeOf(slice, slices, people.Length), shift, bucketCount));
        int[] starts = LayOut(next, bucketCount);
        PersonRow[] thrown = GC.AllocateUninitializedArray<PersonRow>(starts[bucketCount]);
        Parallel.For(0, slices, options, slice => Throw(people, groups, RangeOf(slice, slices, people.Length), shift, next[slice], thrown));

        ulong[] entries = GC.AllocateUninitializedArray<ulong>(thrown.Length);
        int[] personStarts = new int[personCount + 1];
        Parallel.For(0, bucketCount, options, bucket =>
            SortBucket(thrown.AsSpan(starts[bucket]..starts[bucket + 1]), bucket << shift, starts[bucket], entries, PeopleOf(personStarts, bucket, shift)));
        personStarts[personCount] = thrown.Length;
        return new PersonBuckets(entries, personStarts, shift, bucketCount);
    }

    private static Span<int> PeopleOf(int[] personStarts, int bucket, int shift)
    {
        int first = bucket << shift;
        return personStarts.AsSpan(first, (int)Math.Min(1L << shift, personStarts.Length - 1 - first));
    }

    private static int PersonCount(int[] people, int[] groups, int groupCount)
    {
        int largestPerson = -1;
        int largestGroup = -1;
        for (int row = 0; row < people.Length; row++)
        {
            largestPerson = Math.Max(largestPerson, people[row]);
            largestGroup = Math.Max(largestGroup, groups[row]);
        }

        return largestGroup < groupCount ? largestPerson + 1 : throw new ArgumentException("A group is not below the number of groups.", nameof(groups));
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

    /// <summary>Turns counts into the place where each slice writes the next row of each bucket: slices side by side, so that rows stay in order.</summary>
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

    private static void Throw(int[] people, int[] groups, (int First, int End) range, int shift, int[] next, PersonRow[] thrown)
    {
        for (int row = range.First; row < range.End; row++)
        {
            int person = people[row];
            int group = groups[row];
            if ((person | group) >= 0)
            {
                thrown[next[person >> shift]++] = new PersonRow(person, RowEntry.Of(group, row));
            }
        }
    }

    /// <summary>Sorts a bucket by counting people, then each person's rows by group.</summary>
    private static void SortBucket(ReadOnlySpan<PersonRow> rows, int firstPerson, int start, ulong[] entries, Span<int> personStarts)
    {
        foreach (ref readonly PersonRow row in rows)
        {
            personStarts[row.Person - firstPerson]++;
        }

        int place = start;
        for (int person = 0; person < personStarts.Length; person++)
        {
            int count = personStarts[person];
            personStarts[person] = place;
            place += count;
        }

        foreach (ref readonly PersonRow row in rows)
        {
            entries[personStarts[row.Person - firstPerson]++] = row.Entry;
        }

        // What was advanced to each person's end is where the next one begins.
        int begin = start;
        for (int person = 0; person < personStarts.Length; person++)
        {
            int end = personStarts[person];
            RowEntry.Sort(entries.AsSpan(begin..end));
            personStarts[person] = begin;
            begin = end;
        }
    }
}
