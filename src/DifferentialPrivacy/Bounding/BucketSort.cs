using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Sorts buckets by person, and each person's rows by group, the groups in the secret order and equal groups' rows as they came. Whoever then takes a person's first groups takes those of
/// lowest rank, without ranking anything again.
/// </summary>
/// <remarks>
/// A group's rank is cut so that the group itself fits behind it, and the places of few rows: different groups never have equal keys, and a group's rows always lie side by side. Should two cut ranks be equal, the lower
/// group comes first, which depends on the person's own rows alone.
/// </remarks>
internal sealed class BucketSort(EntryLayout layout, SecretOrder order) : IDisposable
{
    private readonly SecretOrder _order = order.Copy();
    private ulong[] _rows = [];
    private ulong[] _keys = [];
    private OrderItem[] _names = [];

    /// <summary>Sorts one bucket.</summary>
    /// <param name="entries">All buckets.</param>
    /// <param name="start">The bucket's first row.</param>
    /// <param name="end">Behind its last.</param>
    /// <param name="firstPerson">Its first person.</param>
    /// <param name="personStarts">One zero for each of its people; takes where in all entries their rows begin.</param>
    public void Sort(ulong[] entries, int start, int end, int firstPerson, Span<int> personStarts)
    {
        Span<ulong> bucket = entries.AsSpan(start..end);
        if (_rows.Length < bucket.Length)
        {
            (_rows, _keys, _names) = (new ulong[2 * bucket.Length], new ulong[(2 * bucket.Length) + FewPlaces.Most], new OrderItem[2 * bucket.Length]);
        }

        ByPerson(bucket, firstPerson, personStarts);
        Rank(bucket.Length);

        // What was advanced to each person's end is where the next one begins.
        int begin = 0;
        for (int person = 0; person < personStarts.Length; person++)
        {
            int next = personStarts[person];
            Place(bucket, begin, next);
            personStarts[person] = start + begin;
            begin = next;
        }
    }

    /// <summary>Erases what is left of rows and the copy of the key.</summary>
    public void Dispose()
    {
        Array.Clear(_rows);
        Array.Clear(_keys);
        Array.Clear(_names);
        _order.Dispose();
    }

    /// <summary>Lays rows by person, and names each person's groups beside them.</summary>
    private void ByPerson(ReadOnlySpan<ulong> bucket, int firstPerson, Span<int> ends)
    {
        EntryLayout own = layout;
        foreach (ulong row in bucket)
        {
            ends[own.PersonOf(row)]++;
        }

        int place = 0;
        foreach (ref int end in ends)
        {
            (end, place) = (place, place + end);
        }

        Span<ulong> rows = _rows.AsSpan(0, bucket.Length);
        Span<OrderItem> names = _names.AsSpan(0, bucket.Length);
        unchecked
        {
            foreach (ulong row in bucket)
            {
                int person = own.PersonOf(row);
                int at = ends[person]++;
                rows[at] = row;
                names[at] = new OrderItem(OrderPurpose.GroupOfPerson, firstPerson + person, own.GroupOf(row));
            }
        }
    }

    private void Rank(int count)
    {
        EntryLayout own = layout;
        ReadOnlySpan<ulong> rows = _rows.AsSpan(0, count);
        Span<ulong> keys = _keys.AsSpan(0, count);
        _order.Rank(_names.AsSpan(0, count), keys);
        ulong rankMask = ~((own.GroupMask << FewPlaces.PlaceBits) | (FewPlaces.Most - 1));
        for (int i = 0; i < rows.Length; i++)
        {
            keys[i] = (keys[i] & rankMask) | ((ulong)(uint)own.GroupOf(rows[i]) << FewPlaces.PlaceBits);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(Span<ulong> bucket, int begin, int end)
    {
        int count = end - begin;
        if (count == 0)
        {
            return;
        }

        if (!FewPlaces.IsFast || count > FewPlaces.Most)
        {
            PlaceMany(bucket, begin, count);
            return;
        }

        FewPlaces.Sort(_keys, _rows, begin, bucket.Slice(begin, count));
    }

    private void PlaceMany(Span<ulong> bucket, int begin, int count)
    {
        Span<ulong> rows = _rows.AsSpan(begin, count);
        Span<ulong> keys = _keys.AsSpan(begin, count);
        keys.Sort(rows);

        // That sort leaves open how equal keys lie. Values are told in the order of rows, so sorting by value restores it where it matters.
        for (int first = 0, next; first < count; first = next)
        {
            next = first + 1;
            while (next < count && keys[next] == keys[first])
            {
                next++;
            }

            rows[first..next].Sort();
        }

        rows.CopyTo(bucket[begin..]);
    }
}
