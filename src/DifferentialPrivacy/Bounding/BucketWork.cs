using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>One thread's work on one bucket after the other. Each step leaves the kept entries side by side, people and cells ascending.</summary>
internal sealed class BucketWork(ContributionBounds bounds, SecretOrder order)
{
    private readonly List<OrderItem> _names = [];
    private ulong[] _entries = [];
    private int[] _ends = [];
    private int[] _rows = [];
    private UInt128[] _ranks = [];
    private UInt128[] _sorted = [];
    private int _firstPerson;
    private int _people;
    private bool _hasLongRun;

    /// <summary>Copies a bucket with cells in place of groups.</summary>
    public void Take(PersonBuckets buckets, int bucket, int[] cells)
    {
        (int first, int end) = buckets.PeopleOf(bucket);
        (_firstPerson, _people, _hasLongRun) = (first, end - first, false);
        _names.Clear();
        Grow(ref _ends, _people);
        Grow(ref _entries, buckets.Starts[end] - buckets.Starts[first]);
        int kept = 0;
        int from = buckets.Starts[first];
        for (int person = 0; person < _people; person++)
        {
            int to = buckets.Starts[first + person + 1];
            int start = kept;
            bool isSorted = true;
            ulong last = 0;
            for (int i = from; i < to; i++)
            {
                ulong entry = buckets.Entries[i];
                int cell = cells[RowEntry.GroupOf(entry)];
                if (cell < 0)
                {
                    continue;
                }

                ulong mapped = RowEntry.Of(cell, RowEntry.RowOf(entry));
                isSorted &= mapped >= last;
                last = mapped;
                _entries[kept++] = mapped;
            }

            if (!isSorted)
            {
                RowEntry.Sort(_entries.AsSpan(start..kept));
            }

            _ends[person] = kept;
            from = to;
            NameGroups(person, _entries.AsSpan(start..kept));
        }
    }

    /// <summary>Keeps, of each person with too many groups, those of lowest rank.</summary>
    public void KeepGroups()
    {
        if (_names.Count == 0)
        {
            return;
        }

        Rank();
        int rank = 0;
        int kept = 0;
        int start = 0;
        for (int person = 0; person < _people; person++)
        {
            Span<ulong> entries = _entries.AsSpan(start.._ends[person]);
            start = _ends[person];
            int groups = entries.Length > bounds.MaxGroups ? CountGroups(entries) : 0;
            bool isChosen = groups > bounds.MaxGroups;
            UInt128 highest = isChosen ? Highest(rank, groups, bounds.MaxGroups) : 0;
            for (int at = 0, end; at < entries.Length; at = end)
            {
                end = EndOfRun(entries, at);
                if (!isChosen || _ranks[rank++] <= highest)
                {
                    entries[at..end].CopyTo(_entries.AsSpan(kept));
                    kept += end - at;
                }
            }

            _ends[person] = kept;
        }

        _names.Clear();
    }

    /// <summary>Keeps, of each person's rows of one cell, when they are too many, those of lowest rank.</summary>
    public void KeepRows()
    {
        if (!_hasLongRun)
        {
            return;
        }

        NameRows();
        Rank();
        int rank = 0;
        int kept = 0;
        int start = 0;
        for (int person = 0; person < _people; person++)
        {
            Span<ulong> entries = _entries.AsSpan(start.._ends[person]);
            start = _ends[person];
            for (int at = 0, end; at < entries.Length; at = end)
            {
                end = EndOfRun(entries, at);
                bool isChosen = end - at > bounds.MaxRowsPerGroup;
                UInt128 highest = isChosen ? Highest(rank, end - at, bounds.MaxRowsPerGroup) : 0;
                for (int i = at; i < end; i++)
                {
                    if (!isChosen || _ranks[rank++] <= highest)
                    {
                        _entries[kept++] = entries[i];
                    }
                }
            }

            _ends[person] = kept;
        }

        _names.Clear();
    }

    /// <summary>Hands over what is left.</summary>
    public void HandOver<TSink>(ref TSink sink)
        where TSink : IContributionSink
    {
        int count = _people == 0 ? 0 : _ends[_people - 1];
        Grow(ref _rows, count);
        for (int i = 0; i < count; i++)
        {
            _rows[i] = RowEntry.RowOf(_entries[i]);
        }

        int start = 0;
        for (int person = 0; person < _people; person++)
        {
            ReadOnlySpan<ulong> entries = _entries.AsSpan(start.._ends[person]);
            for (int at = 0, end; at < entries.Length; at = end)
            {
                end = EndOfRun(entries, at);
                sink.Add(RowEntry.GroupOf(entries[at]), _rows.AsSpan(start + at, end - at));
            }

            start = _ends[person];
        }
    }

    private void NameGroups(int person, ReadOnlySpan<ulong> entries)
    {
        int groups = 0;
        for (int at = 0, end; at < entries.Length; at = end)
        {
            end = EndOfRun(entries, at);
            groups++;
            _hasLongRun |= end - at > bounds.MaxRowsPerGroup;
        }

        if (groups <= bounds.MaxGroups)
        {
            return;
        }

        for (int at = 0; at < entries.Length; at = EndOfRun(entries, at))
        {
            _names.Add(new OrderItem(OrderPurpose.GroupOfPerson, _firstPerson + person, RowEntry.GroupOf(entries[at])));
        }
    }

    private void NameRows()
    {
        int start = 0;
        for (int person = 0; person < _people; person++)
        {
            ReadOnlySpan<ulong> entries = _entries.AsSpan(start.._ends[person]);
            start = _ends[person];
            for (int at = 0, end; at < entries.Length; at = end)
            {
                end = EndOfRun(entries, at);
                for (int ordinal = 0; end - at > bounds.MaxRowsPerGroup && ordinal < end - at; ordinal++)
                {
                    _names.Add(new OrderItem(OrderPurpose.RowOfGroup, _firstPerson + person, RowEntry.GroupOf(entries[at]), ordinal));
                }
            }
        }
    }

    private void Rank()
    {
        Grow(ref _ranks, _names.Count);
        order.Rank(CollectionsMarshal.AsSpan(_names), _ranks.AsSpan(0, _names.Count));
    }

    /// <summary>The rank of the last that is kept; ranks of one order differ.</summary>
    private UInt128 Highest(int first, int count, int limit)
    {
        Grow(ref _sorted, count);
        Span<UInt128> sorted = _sorted.AsSpan(0, count);
        _ranks.AsSpan(first, count).CopyTo(sorted);
        SortRanks(sorted);
        return sorted[limit - 1];
    }

    /// <summary>Mostly few: then without the general sort's preparations.</summary>
    private static void SortRanks(Span<UInt128> ranks)
    {
        const int Few = 48;
        if (ranks.Length > Few)
        {
            ranks.Sort();
            return;
        }

        for (int i = 1; i < ranks.Length; i++)
        {
            UInt128 rank = ranks[i];
            int at = i - 1;
            while (at >= 0 && ranks[at] > rank)
            {
                ranks[at + 1] = ranks[at];
                at--;
            }

            ranks[at + 1] = rank;
        }
    }

    private static int CountGroups(ReadOnlySpan<ulong> entries)
    {
        int groups = 0;
        for (int at = 0; at < entries.Length; at = EndOfRun(entries, at))
        {
            groups++;
        }

        return groups;
    }

    private static int EndOfRun(ReadOnlySpan<ulong> entries, int at)
    {
        ulong group = entries[at] >> 32;
        do
        {
            at++;
        }
        while (at < entries.Length && entries[at] >> 32 == group);
        return at;
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, 2 * array.Length)];
        }
    }
}
