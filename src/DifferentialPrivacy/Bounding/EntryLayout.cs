using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>How a row of a bucket lies in one integer: from the highest bits down its person, counted from the bucket's first, its group and its value.</summary>
/// <param name="groupBits">Bits of the largest group.</param>
/// <param name="valueBits">Bits of the largest value; with those of groups at most 62.</param>
internal readonly struct EntryLayout(int groupBits, int valueBits)
{
    private readonly int _valueBits = valueBits;
    private readonly int _personShift = groupBits + valueBits;
    private readonly ulong _groupMask = (1UL << groupBits) - 1;
    private readonly ulong _valueMask = (1UL << valueBits) - 1;

    /// <summary>Bits that are left for people in an integer of so many; below 0 where not even groups and values fit.</summary>
    public int PersonBitsOf(int bits) => bits - _personShift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(int person, int group, int value) => unchecked(((ulong)(uint)person << _personShift) | ((ulong)(uint)group << _valueBits) | (uint)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PersonOf(ulong entry) => unchecked((int)(entry >> _personShift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GroupOf(ulong entry) => unchecked((int)((entry >> _valueBits) & _groupMask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ValueOf(ulong entry) => unchecked((int)(entry & _valueMask));

    /// <summary>The groups of eight rows, each in 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> GroupsOf(Vector512<ulong> entries) => (entries >>> _valueBits) & Vector512.Create(_groupMask);

    /// <summary>The values of eight rows, each in 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> ValuesOf(Vector512<ulong> entries) => entries & Vector512.Create(_valueMask);

    /// <summary>The values of sixteen rows of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<uint> ValuesOf(Vector512<uint> entries) => entries & Vector512.Create(unchecked((uint)_valueMask));

    /// <summary>The groups of sixteen rows of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<uint> GroupsOf(Vector512<uint> entries) => (entries >>> _valueBits) & Vector512.Create(unchecked((uint)_groupMask));
}
