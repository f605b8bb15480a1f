using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// Bounds people of up to sixteen rows, each of another group, where at most one cell is shared by groups: as most people are. Nothing is ranked, for no cell has too many rows of one group; rows
/// are only told apart by whether their cell is the shared one, all at once. What counts of a cell of one group is gathered, and handed over for many people together.
/// The fast twin of <see cref="BucketWork{TEntry}"/>'s way through all other people.
/// </summary>
/// <typeparam name="TEntry">An integer that a row fits into.</typeparam>
/// <param name="bounds">The bounds.</param>
/// <param name="cells">The cell of each group.</param>
/// <param name="isFast">Whether rows are told apart all at once, where the machine can; otherwise one by one, by the scalar twin.</param>
internal sealed class SingleRows<TEntry>(ContributionBounds bounds, CellOfGroup cells, bool isFast = true)
    where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
{
    private const int MostGathered = 1 << 10;

    private readonly bool _isFast = isFast && FewPlaces.IsFast;
    private readonly int[] _cells = new int[MostGathered + FewPlaces.Most];
    private readonly int[] _values = new int[MostGathered + FewPlaces.Most];
    private readonly int[] _sharedValues = new int[FewPlaces.Most];
    private int[] _codes = [];
    private int _first;
    private int _gathered;

    /// <summary>Looks up the cells of all rows of some people at once, before each of them is taken.</summary>
    /// <param name="layout">How rows are read.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="start">The first row of those people.</param>
    /// <param name="end">Behind the last.</param>
    public void Prepare(EntryLayout layout, TEntry[] rows, int start, int end)
    {
        if (!cells.HasAtMostOneShared)
        {
            return;
        }

        if (_codes.Length < end - start + FewPlaces.Most)
        {
            _codes = new int[(2 * (end - start)) + FewPlaces.Most];
        }

        _first = start;
        cells.CodesOf(layout, rows.AsSpan(start..end), _codes);
    }

    /// <summary>Takes what counts of a person among those that <see cref="Prepare"/> was called for, and hands it over now or later.</summary>
    /// <param name="layout">How rows are read.</param>
    /// <param name="rows">All rows, and behind the last as many more as <see cref="PersonBuckets{TEntry}.Slack"/>.</param>
    /// <param name="start">The first of the person's rows, which lie by group in the secret order.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="sink">Where it goes.</param>
    /// <returns>Whether this was such a person; nothing is taken of others.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake<TSink>(EntryLayout layout, TEntry[] rows, int start, int count, ref TSink sink)
        where TSink : IContributionSink
    {
        if (count > FewPlaces.Most || !cells.HasAtMostOneShared)
        {
            return false;
        }

        if (!_isFast)
        {
            return TryTakeEach(layout, rows, start, count, ref sink);
        }

        if (FewPlaces.HasRepeated(layout, rows, start, count))
        {
            return false;
        }

        // What lies behind the person's last row comes behind it here too, and is not counted.
        uint all = (1u << count) - 1;
        Vector512<int> codes = Vector512.Create(_codes, start - _first);
        Vector512<int> values = FewPlaces.ValuesOf(layout, rows, start);
        uint shared = (uint)codes.ExtractMostSignificantBits() & all;
        int most = bounds.MaxGroups;
        if (shared != 0)
        {
            Vector512<int> isShared = Vector512.LessThan(codes, Vector512<int>.Zero);
            Avx512F.Compress(values, isShared, values).CopyTo(_sharedValues);
            most -= AddShared(start, BitOperations.TrailingZeroCount(shared), BitOperations.PopCount(shared), ref sink);
            codes = Avx512F.Compress(codes, ~isShared, codes);
            values = Avx512F.Compress(values, ~isShared, values);
        }

        codes.CopyTo(_cells, _gathered);
        values.CopyTo(_values, _gathered);
        Gather(Math.Min(count - BitOperations.PopCount(shared), most), ref sink);
        return true;
    }

    /// <summary>The scalar twin.</summary>
    private bool TryTakeEach<TSink>(EntryLayout layout, TEntry[] rows, int start, int count, ref TSink sink)
        where TSink : IContributionSink
    {
        int last = -1;
        int own = 0;
        int shared = 0;
        int before = 0;
        for (int i = 0; i < count; i++)
        {
            ulong row = ulong.CreateTruncating(rows[start + i]);
            int group = layout.GroupOf(row);
            if (group == last)
            {
                return false;
            }

            last = group;
            int code = _codes[start - _first + i];
            if (code >= 0)
            {
                (_cells[_gathered + own], _values[_gathered + own]) = (code, layout.ValueOf(row));
                own++;
                continue;
            }

            before = shared == 0 ? i : before;
            _sharedValues[shared++] = layout.ValueOf(row);
        }

        int most = bounds.MaxGroups;
        if (shared > 0)
        {
            most -= AddShared(start, before, shared, ref sink);
        }

        Gather(Math.Min(own, most), ref sink);
        return true;
    }

    /// <summary>Hands over the shared cell, unless as many own ones as may count come before it.</summary>
    /// <returns>The places it takes.</returns>
    private int AddShared<TSink>(int start, int before, int count, ref TSink sink)
        where TSink : IContributionSink
    {
        if (before >= bounds.MaxGroups)
        {
            return 0;
        }

        sink.Add(~_codes[start - _first + before], _sharedValues.AsSpan(0, Math.Min(count, bounds.MaxRowsPerGroup)));
        return 1;
    }

    private void Gather<TSink>(int count, ref TSink sink)
        where TSink : IContributionSink
    {
        _gathered += count;
        if (_gathered >= MostGathered)
        {
            HandOver(ref sink);
        }
    }

    /// <summary>Hands over what was gathered.</summary>
    public void HandOver<TSink>(ref TSink sink)
        where TSink : IContributionSink
    {
        if (_gathered > 0)
        {
            sink.AddSingle(_cells.AsSpan(0, _gathered), _values.AsSpan(0, _gathered));
            _gathered = 0;
        }
    }
}
