using System.Numerics;
using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Sorts buckets by person, and each person's rows by group, the groups in the person's secret order and equal groups' rows as they came. Whoever then takes a person's first groups takes those of
/// lowest rank, without ranking anything again.
/// </summary>
/// <typeparam name="TEntry">An integer that a row fits into.</typeparam>
/// <param name="layout">How rows are read.</param>
/// <param name="order">The secret order, of which a copy is kept.</param>
/// <param name="people">Whom to count, if anybody.</param>
internal sealed class BucketSort<TEntry>(EntryLayout layout, SecretOrder order, PeopleToCount? people) : IDisposable
    where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
{
    private readonly SecretOrder _order = order.Copy();
    private TEntry[] _rows = [];
    private ulong[] _keys = [];
    private ulong[] _firsts = [];
    private ulong[] _placed = [];
    private OrderItem[] _names = [];

    /// <summary>The people of all buckets that were sorted.</summary>
    public PeopleOfGroups? People { get; } = people is { } counted ? new PeopleOfGroups(counted) : null;

    /// <summary>Sorts one bucket.</summary>
    /// <param name="entries">All buckets, and behind them <see cref="PersonBuckets{TEntry}.Slack"/>.</param>
    /// <param name="start">The bucket's first row.</param>
    /// <param name="end">Behind its last.</param>
    /// <param name="firstPerson">Its first person.</param>
    /// <param name="personStarts">One zero for each of its people; takes where in all entries their rows begin.</param>
    public void Sort(TEntry[] entries, int start, int end, int firstPerson, Span<int> personStarts)
    {
        Span<TEntry> bucket = entries.AsSpan(start..end);
        if (_rows.Length < bucket.Length + FewPlaces.Most)
        {
            Array.Clear(_rows);
            _rows = new TEntry[(2 * bucket.Length) + FewPlaces.Most];
        }

        if (bucket.IsEmpty)
        {
            personStarts.Fill(start);
            return;
        }

        ByPerson(bucket, personStarts);
        ReadOnlySpan<OrderItem> blocks = BlocksOf(firstPerson, personStarts.Length);

        // What was advanced to each person's end is where the next one begins.
        int begin = 0;
        for (int person = 0; person < personStarts.Length; person++)
        {
            int next = personStarts[person];
            if (next != begin)
            {
                Place(new GroupOrder(SecretOrder.RankOf(blocks[person])), bucket, begin, next);
            }

            personStarts[person] = start + begin;
            begin = next;
        }

        Count(entries, personStarts, end);
    }

    /// <summary>Counts the bucket's people once all lie in their order: right behind each one's last row, whoever reads many rows at once would wait for the stores.</summary>
    private void Count(TEntry[] entries, ReadOnlySpan<int> personStarts, int end)
    {
        if (People is null)
        {
            return;
        }

        for (int person = 0; person < personStarts.Length; person++)
        {
            int start = personStarts[person];
            People.Add(layout, entries, start, (person + 1 < personStarts.Length ? personStarts[person + 1] : end) - start);
        }
    }

    /// <summary>Erases what is left of rows and the copy of the key.</summary>
    public void Dispose()
    {
        Array.Clear(_rows);
        Array.Clear(_keys);
        Array.Clear(_firsts);
        Array.Clear(_placed);
        Array.Clear(_names);
        _order.Dispose();
    }

    /// <summary>Lays rows by person.</summary>
    private void ByPerson(ReadOnlySpan<TEntry> bucket, Span<int> ends)
    {
        EntryLayout own = layout;
        unchecked
        {
            foreach (TEntry row in bucket)
            {
                ends[own.PersonOf(ulong.CreateTruncating(row))]++;
            }
        }

        int place = 0;
        foreach (ref int end in ends)
        {
            (end, place) = (place, place + end);
        }

        TEntry[] rows = _rows;
        unchecked
        {
            foreach (TEntry row in bucket)
            {
                rows[ends[own.PersonOf(ulong.CreateTruncating(row))]++] = row;
            }
        }
    }

    /// <summary>A block of the secret order for each person, in one call of the cipher.</summary>
    private ReadOnlySpan<OrderItem> BlocksOf(int firstPerson, int count)
    {
        if (_names.Length < count)
        {
            Array.Clear(_names);
            _names = new OrderItem[count];
        }

        Span<OrderItem> names = _names.AsSpan(0, count);
        for (int person = 0; person < names.Length; person++)
        {
            names[person] = GroupOrder.NameOf(firstPerson + person);
        }

        _order.RankInPlace(names);
        return names;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(GroupOrder order, Span<TEntry> bucket, int begin, int end)
    {
        int count = end - begin;
        if (!FewPlaces.IsFast || count > FewPlaces.Most || FewPlaces.HasEqual(FewPlaces.GroupsOf(layout, _rows, begin), count))
        {
            PlaceMany(order, begin, count);
            _rows.AsSpan(begin, count).CopyTo(bucket[begin..]);
            return;
        }

        FewPlaces.Sort(order.FirstRanks(), _rows.AsSpan(begin, count), bucket.Slice(begin, count));
    }

    private void PlaceMany(GroupOrder order, int begin, int count)
    {
        if (_keys.Length < count)
        {
            Array.Clear(_keys);
            Array.Clear(_firsts);
            Array.Clear(_placed);
            (_keys, _firsts, _placed) = (new ulong[2 * count], new ulong[2 * count], new ulong[2 * count]);
        }

        // By group, and of each as they came: the first rows tell which groups appeared before which.
        Span<TEntry> rows = _rows.AsSpan(begin, count);
        Span<ulong> keys = _keys.AsSpan(0, count);
        for (int i = 0; i < count; i++)
        {
            keys[i] = Pair(layout.GroupOf(ulong.CreateTruncating(rows[i])), i);
        }

        keys.Sort();
        int groups = 0;
        for (int at = 0; at < count; at++)
        {
            if (at == 0 || High(keys[at]) != High(keys[at - 1]))
            {
                _firsts[groups++] = Pair(Low(keys[at]), at);
            }
        }

        // Behind its group's rank each row's place among the person's: no two keys are equal, and equal groups' rows stay as they came.
        Span<ulong> firsts = _firsts.AsSpan(0, groups);
        firsts.Sort();
        Span<ulong> placed = _placed.AsSpan(0, count);
        for (int appearance = 0; appearance < groups; appearance++)
        {
            ulong rank = (ulong)order.RankOf(appearance) << 32;
            int group = High(keys[Low(firsts[appearance])]);
            for (int at = Low(firsts[appearance]); at < count && High(keys[at]) == group; at++)
            {
                placed[Low(keys[at])] = rank | (uint)Low(keys[at]);
            }
        }

        placed.Sort(rows);
    }

    private static ulong Pair(int high, int low) => ((ulong)(uint)high << 32) | (uint)low;

    private static int High(ulong pair) => unchecked((int)(pair >> 32));

    private static int Low(ulong pair) => unchecked((int)pair);
}
