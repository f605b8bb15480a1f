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
internal sealed class SingleRows<TEntry>(ContributionBounds bounds, CellOfGroup cells)
    where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
{
    private const int MostGathered = 1 << 10;

    private readonly bool _isFast = FewPlaces.IsFast && Avx512F.IsSupported && cells.HasAtMostOneShared;
    private readonly int[] _cells = new int[MostGathered + FewPlaces.Most];
    private readonly int[] _values = new int[MostGathered + FewPlaces.Most];
    private readonly int[] _codes = new int[FewPlaces.Most];
    private readonly int[] _sharedValues = new int[FewPlaces.Most];
    private int _gathered;

    /// <summary>Takes what counts of a person, and hands it over now or later.</summary>
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
        if (!_isFast || count > FewPlaces.Most || FewPlaces.HasRepeated(layout, rows, start, count))
        {
            return false;
        }

        int[] each = _codes;
        for (int i = 0; i < count; i++)
        {
            each[i] = cells.CodeOf(layout.GroupOf(ulong.CreateTruncating(rows[start + i])));
        }

        // What lies behind the person's last row comes behind it here too, and is not counted.
        uint all = (1u << count) - 1;
        Vector512<int> codes = Vector512.Create(each);
        Vector512<int> values = FewPlaces.ValuesOf(layout, rows, start);
        uint shared = (uint)codes.ExtractMostSignificantBits() & all;
        int most = bounds.MaxGroups;
        if (shared != 0)
        {
            Vector512<int> isShared = Vector512.LessThan(codes, Vector512<int>.Zero);
            int before = BitOperations.TrailingZeroCount(shared);
            if (before < most)
            {
                most--;
                Avx512F.Compress(values, isShared, values).CopyTo(_sharedValues);
                sink.Add(~each[before], _sharedValues.AsSpan(0, Math.Min(BitOperations.PopCount(shared), bounds.MaxRowsPerGroup)));
            }

            codes = Avx512F.Compress(codes, ~isShared, codes);
            values = Avx512F.Compress(values, ~isShared, values);
        }

        codes.CopyTo(_cells, _gathered);
        values.CopyTo(_values, _gathered);
        _gathered += Math.Min(count - BitOperations.PopCount(shared), most);
        if (_gathered >= MostGathered)
        {
            HandOver(ref sink);
        }

        return true;
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
