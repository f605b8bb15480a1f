using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>How a row of a bucket lies in one integer: from the highest bits down its person, counted from the bucket's first, its group and its value.</summary>
/// <param name="groupBits">Bits of the largest group.</param>
/// <param name="valueBits">Bits of the largest value; with those of groups at most 62.</param>
internal readonly struct EntryLayout(int groupBits, int valueBits)
{
    private readonly int _personShift = groupBits + valueBits;
    private readonly ulong _valueMask = (1UL << valueBits) - 1;

    /// <summary>Bits that are left for people.</summary>
    public int PersonBits => 64 - _personShift;

    /// <summary>Ones where a group alone has its bits.</summary>
    public ulong GroupMask { get; } = (1UL << groupBits) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(int person, int group, int value) => unchecked(((ulong)(uint)person << _personShift) | ((ulong)(uint)group << valueBits) | (uint)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PersonOf(ulong entry) => unchecked((int)(entry >> _personShift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GroupOf(ulong entry) => unchecked((int)((entry >> valueBits) & GroupMask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ValueOf(ulong entry) => unchecked((int)(entry & _valueMask));
}
