namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// One thread's work on one bucket after the other: rows become runs, one for each person and cell; what competes is named, and all of it ranked in one call of the cipher; then
/// each run goes to the sink as soon as it is known what of it counts.
/// </summary>
/// <remarks>
/// Ranks are cut to 64 bits. Should two be equal, the one that comes first is kept: it still depends on the person's own rows and the secret alone, and no more are kept than allowed.
/// </remarks>
internal sealed class BucketWork(ContributionBounds bounds, SecretOrder order)
{
    private OrderItem[] _names = [];
    private ulong[] _ranks = [];
    private ulong[] _entries = [];
    private int[] _values = [];
    private int[] _runCells = [];
    private int[] _runEnds = [];
    private int[] _personEnds = [];
    private int _nameCount;

    /// <summary>Bounds a bucket.</summary>
    /// <param name="buckets">All rows.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="cells">The cell of each group, below 0 for none.</param>
    /// <param name="sink">Where it goes.</param>
    public void Do<TSink>(PersonBuckets buckets, int bucket, int[] cells, ref TSink sink)
        where TSink : IContributionSink
    {
        (int first, int end) = buckets.PeopleOf(bucket);
        Prepare(end - first, buckets.Starts[end] - buckets.Starts[first]);
        Take(buckets, first, end, cells);
        order.Rank(_names.AsSpan(0, _nameCount), _ranks);
        HandOver(end - first, ref sink);
    }

    private void Prepare(int people, int rows)
    {
        _nameCount = 0;
        if (_personEnds.Length < people)
        {
            _personEnds = new int[2 * people];
        }

        if (_values.Length < rows)
        {
            (_entries, _values, _runCells, _runEnds) = (new ulong[(2 * rows) + SortedEntries.Slack], new int[2 * rows], new int[2 * rows], new int[2 * rows]);

            // Each row is named at most once by itself and once by its group.
            (_names, _ranks) = (new OrderItem[4 * rows], new ulong[(4 * rows) + LowestRanks.Slack]);
        }
    }

    private void Take(PersonBuckets buckets, int first, int end, int[] cells)
    {
        EntryLayout layout = buckets.Layout;
        int runs = 0;
        int taken = 0;
        for (int person = first; person < end; person++)
        {
            ReadOnlySpan<ulong> rows = buckets.Entries.AsSpan(buckets.Starts[person]..buckets.Starts[person + 1]);
            Span<ulong> entries = _entries.AsSpan(0, Map(layout, rows, cells));
            int before = runs;
            int start = taken;
            int longest = 0;
            for (int i = 0; i < entries.Length; i++)
            {
                int cell = CellOf(entries[i]);
                _values[taken++] = ValueOf(entries[i]);
                if (i + 1 == entries.Length || CellOf(entries[i + 1]) != cell)
                {
                    (_runCells[runs], _runEnds[runs]) = (cell, taken);
                    longest = Math.Max(longest, taken - start);
                    start = taken;
                    runs++;
                }
            }

            _personEnds[person - first] = runs;
            if (runs - before > bounds.MaxGroups)
            {
                NameGroups(person, before, runs);
            }

            if (longest > bounds.MaxRowsPerGroup)
            {
                NameRows(person, before, runs, taken - entries.Length);
            }
        }
    }

    /// <summary>Copies a person's rows with cells in place of groups, sorted.</summary>
    private int Map(EntryLayout layout, ReadOnlySpan<ulong> rows, int[] cells)
    {
        int count = 0;
        bool isSorted = true;
        ulong last = 0;
        foreach (ulong row in rows)
        {
            int cell = cells[layout.GroupOf(row)];
            if (cell < 0)
            {
                continue;
            }

            ulong entry = ((ulong)cell << 32) | (uint)layout.ValueOf(row);
            isSorted &= entry >= last;
            last = entry;
            _entries[count++] = entry;
        }

        if (!isSorted)
        {
            SortedEntries.Sort(_entries, 0, count);
        }

        return count;
    }

    private void NameGroups(int person, int firstRun, int endRun)
    {
        for (int run = firstRun; run < endRun; run++)
        {
            _names[_nameCount++] = new OrderItem(OrderPurpose.GroupOfPerson, person, _runCells[run]);
        }
    }

    private void NameRows(int person, int firstRun, int endRun, int start)
    {
        for (int run = firstRun; run < endRun; run++)
        {
            int rows = _runEnds[run] - start;
            for (int ordinal = 0; rows > bounds.MaxRowsPerGroup && ordinal < rows; ordinal++)
            {
                _names[_nameCount++] = new OrderItem(OrderPurpose.RowOfGroup, person, _runCells[run], ordinal);
            }

            start = _runEnds[run];
        }
    }

    private void HandOver<TSink>(int people, ref TSink sink)
        where TSink : IContributionSink
    {
        int run = 0;
        int start = 0;
        int ranked = 0;
        for (int person = 0; person < people; person++)
        {
            int groups = _personEnds[person] - run;
            LowestRanks lowest = default;
            bool isChosen = groups > bounds.MaxGroups;
            if (isChosen)
            {
                lowest = LowestRanks.Of(_ranks, ranked, groups, bounds.MaxGroups);
                ranked += groups;
            }

            for (int group = 0; group < groups; group++, run++)
            {
                Span<int> values = _values.AsSpan(start.._runEnds[run]);
                start = _runEnds[run];
                bool isKept = !isChosen || lowest.Keeps(group);
                if (values.Length > bounds.MaxRowsPerGroup)
                {
                    LowestRanks ofRows = LowestRanks.Of(_ranks, ranked, values.Length, bounds.MaxRowsPerGroup);
                    ranked += values.Length;
                    values = Kept(values, ofRows);
                }

                if (isKept)
                {
                    sink.Add(_runCells[run], values);
                }
            }
        }
    }

    private static Span<int> Kept(Span<int> values, LowestRanks lowest)
    {
        int kept = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (lowest.Keeps(i))
            {
                values[kept++] = values[i];
            }
        }

        return values[..kept];
    }

    private static int CellOf(ulong entry) => unchecked((int)(entry >> 32));

    private static int ValueOf(ulong entry) => unchecked((int)(uint)entry);
}
