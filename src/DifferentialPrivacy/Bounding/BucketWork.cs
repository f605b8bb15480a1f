using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// One thread's work on one bucket after the other. A person's rows lie by group, the groups in the secret order: the first groups count, and of a cell the rows of its first groups. What is
/// decided by that goes to the sink at once; where some rows of one group must be left out, those are named, and all of the bucket ranked in one call of the cipher.
/// </summary>
/// <remarks>Ranks of rows are cut to 64 bits. Should two be equal, the one that comes first is kept: it still depends on the person's own rows and the secret alone, and no more are kept than allowed.</remarks>
/// <typeparam name="TEntry">An integer that a row fits into.</typeparam>
internal sealed class BucketWork<TEntry>(ContributionBounds bounds, CellOfGroup cells, SecretOrder order)
    where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
{
    private const int NoCell = -1;

    private readonly SingleRows<TEntry> _singles = new(bounds, cells);
    private readonly List<Crowded> _crowded = [];
    private readonly List<int> _shared = [];
    private int[] _values = [];
    private int[] _crowdedValues = [];
    private int _crowdedCount;
    private OrderItem[] _names = [];
    private ulong[] _ranks = [];
    private int _nameCount;

    /// <summary>Bounds a bucket.</summary>
    /// <param name="buckets">All rows.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="sink">Where it goes.</param>
    public void Do<TSink>(PersonBuckets<TEntry> buckets, int bucket, ref TSink sink)
        where TSink : IContributionSink
    {
        (int first, int end) = buckets.PeopleOf(bucket);
        Prepare(buckets.Starts[end] - buckets.Starts[first]);
        _singles.Prepare(buckets.Layout, buckets.Entries, buckets.Starts[first], buckets.Starts[end]);
        for (int person = first; person < end; person++)
        {
            (int start, int count) = (buckets.Starts[person], buckets.Starts[person + 1] - buckets.Starts[person]);
            if (count > 0 && !_singles.TryTake(buckets.Layout, buckets.Entries, start, count, ref sink))
            {
                Take(buckets.Layout, person, buckets.Entries.AsSpan(start, count), ref sink);
            }
        }

        _singles.HandOver(ref sink);
        TakeCrowded(ref sink);
    }

    private void Prepare(int rows)
    {
        (_nameCount, _crowdedCount) = (0, 0);
        _crowded.Clear();
        if (_values.Length < rows)
        {
            (_values, _crowdedValues, _names, _ranks) = (new int[2 * rows], new int[2 * rows], new OrderItem[2 * rows], new ulong[(2 * rows) + LowestRanks.Slack]);
        }
    }

    private void Take<TSink>(EntryLayout layout, int person, ReadOnlySpan<TEntry> rows, ref TSink sink)
        where TSink : IContributionSink
    {
        int kept = 0;
        int shared = NoCell;
        for (int at = 0; at < rows.Length && kept < bounds.MaxGroups;)
        {
            int group = layout.GroupOf(ulong.CreateTruncating(rows[at]));
            int count = TakeRun(layout, rows, at, 0);
            at += count;
            int cell = cells.Of(group);
            int certain = 0;
            if (cells.IsShared(group))
            {
                if (cell < 0 || cell == shared || (shared != NoCell && _shared.Contains(cell)))
                {
                    continue;
                }

                Remember(ref shared, cell);
                (certain, count) = TakeShared(layout, cell, rows, at, count);
            }

            kept++;
            if (count <= bounds.MaxRowsPerGroup)
            {
                sink.Add(cell, _values.AsSpan(0, count));
            }
            else
            {
                Defer(person, cell, certain, _values.AsSpan(0, count));
            }
        }
    }

    /// <summary>Reads the values of the rows of one group.</summary>
    private int TakeRun(EntryLayout layout, ReadOnlySpan<TEntry> rows, int at, int count)
    {
        int before = count;
        int group = layout.GroupOf(ulong.CreateTruncating(rows[at]));
        do
        {
            _values[count++] = layout.ValueOf(ulong.CreateTruncating(rows[at++]));
        }
        while (at < rows.Length && layout.GroupOf(ulong.CreateTruncating(rows[at])) == group);
        return count - before;
    }

    /// <summary>Notes a cell of several groups, so that it is taken once: mostly the only one, and then in no list.</summary>
    private void Remember(ref int shared, int cell)
    {
        if (shared == NoCell)
        {
            shared = cell;
            _shared.Clear();
        }
        else
        {
            _shared.Add(cell);
        }
    }

    /// <summary>Gathers rows of further groups that have the same cell, until there are enough.</summary>
    /// <returns>How many rows there are, and how many of them, the first ones, count in any case: all but those of the last group, of which some may be too many.</returns>
    private (int Certain, int Count) TakeShared(EntryLayout layout, int cell, ReadOnlySpan<TEntry> rows, int at, int count)
    {
        int certain = 0;
        while (at < rows.Length && count < bounds.MaxRowsPerGroup)
        {
            if (cells.Of(layout.GroupOf(ulong.CreateTruncating(rows[at]))) != cell)
            {
                at++;
                continue;
            }

            certain = count;
            int more = TakeRun(layout, rows, at, count);
            (at, count) = (at + more, count + more);
        }

        return (certain, count);
    }

    private void Defer(int person, int cell, int certain, ReadOnlySpan<int> values)
    {
        _crowded.Add(new Crowded(cell, certain, values.Length));
        values.CopyTo(_crowdedValues.AsSpan(_crowdedCount));
        _crowdedCount += values.Length;
        for (int ordinal = certain; ordinal < values.Length; ordinal++)
        {
            _names[_nameCount++] = new OrderItem(OrderPurpose.RowOfGroup, person, cell, ordinal);
        }
    }

    private void TakeCrowded<TSink>(ref TSink sink)
        where TSink : IContributionSink
    {
        if (_nameCount == 0)
        {
            return;
        }

        order.Rank(_names.AsSpan(0, _nameCount), _ranks);
        int named = 0;
        int start = 0;
        foreach ((int cell, int certain, int count) in _crowded)
        {
            LowestRanks lowest = LowestRanks.Of(_ranks, named, count - certain, bounds.MaxRowsPerGroup - certain);
            sink.Add(cell, Kept(_crowdedValues.AsSpan(start, count), certain, lowest));
            (named, start) = (named + count - certain, start + count);
        }
    }

    private static Span<int> Kept(Span<int> values, int certain, LowestRanks lowest)
    {
        int kept = certain;
        for (int i = certain; i < values.Length; i++)
        {
            if (lowest.Keeps(i - certain))
            {
                values[kept++] = values[i];
            }
        }

        return values[..kept];
    }

    /// <summary>A person's rows of a cell, too many by some of the last group.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Certain">Rows that count in any case.</param>
    /// <param name="Count">All rows.</param>
    private readonly record struct Crowded(int Cell, int Certain, int Count);
}
