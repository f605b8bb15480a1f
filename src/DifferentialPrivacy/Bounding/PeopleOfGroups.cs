using System.Numerics;
using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Counts the people of each group, each person in the first groups of theirs. One thread's part.</summary>
/// <param name="people">Whom to count.</param>
internal sealed class PeopleOfGroups(PeopleToCount people)
{
    private readonly int[] _counts = new int[people.Groups];

    /// <summary>Counts all people.</summary>
    public static long[] Count<TEntry>(PersonBuckets<TEntry> buckets, PeopleToCount people, int threads, CancellationToken cancellationToken)
        where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
    {
        int persons = buckets.Starts.Length - 1;
        PeopleOfGroups[] parts = new PeopleOfGroups[threads];
        ParallelOptions options = new() { MaxDegreeOfParallelism = parts.Length, CancellationToken = cancellationToken };
        Parallel.For(0, parts.Length, options, slice =>
        {
            PeopleOfGroups own = new(people);
            int end = (int)((long)persons * (slice + 1) / parts.Length);
            for (int person = (int)((long)persons * slice / parts.Length); person < end; person++)
            {
                own.Add(buckets.Layout, buckets.Entries, buckets.Starts[person], buckets.Starts[person + 1] - buckets.Starts[person]);
            }

            parts[slice] = own;
        });

        long[] sums = new long[people.Groups];
        foreach (PeopleOfGroups part in parts)
        {
            part.AddTo(sums);
        }

        return sums;
    }

    /// <summary>Counts a person.</summary>
    /// <param name="layout">How rows are read.</param>
    /// <param name="rows">All rows, and behind the last as many more as <see cref="PersonBuckets{TEntry}.Slack"/>.</param>
    /// <param name="start">The first of the person's rows, which lie by group in the secret order.</param>
    /// <param name="count">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<TEntry>(EntryLayout layout, TEntry[] rows, int start, int count)
        where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
    {
        if (count == 0)
        {
            return;
        }

        if (!FewPlaces.IsFast || count > FewPlaces.Most || FewPlaces.HasRepeated(layout, rows, start, count) || FewPlaces.HasFrom(layout, rows, start, count, _counts.Length))
        {
            AddEach<TEntry>(layout, rows.AsSpan(start, count));
            return;
        }

        // Each row is of another group that counts: none need be asked which it is.
        int[] counts = _counts;
        foreach (TEntry row in rows.AsSpan(start, Math.Min(count, people.MaxGroups)))
        {
            unchecked
            {
                counts[layout.GroupOf(ulong.CreateTruncating(row))]++;
            }
        }
    }

    /// <summary>Adds what was counted.</summary>
    public void AddTo(long[] sums)
    {
        for (int group = 0; group < sums.Length; group++)
        {
            sums[group] += _counts[group];
        }
    }

    private void AddEach<TEntry>(EntryLayout layout, ReadOnlySpan<TEntry> rows)
        where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
    {
        int last = -1;
        int groups = 0;
        foreach (TEntry row in rows)
        {
            int group = layout.GroupOf(ulong.CreateTruncating(row));
            if (group == last || group >= _counts.Length)
            {
                continue;
            }

            if (groups == people.MaxGroups)
            {
                return;
            }

            _counts[group]++;
            groups++;
            last = group;
        }
    }
}
