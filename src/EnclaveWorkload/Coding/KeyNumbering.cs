using System.Buffers.Binary;
using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Coding;

/// <summary>Numbers 64-bit keys 0, 1, 2, … in the order of their first occurrence.</summary>
internal sealed class KeyNumbering
{
    private const int Empty = -1;

    // Drawn anew each time, so that nobody can choose keys that fall into one slot. Numbers do not depend on it.
    private readonly ulong _multiplier = DrawMultiplier();

    private long[] _keyOfSlot = new long[64];
    private int[] _numberOfSlot = NewSlots(64);
    private long[] _keys = new long[32];

    /// <summary>How many different keys there were.</summary>
    internal int Count { get; private set; }

    /// <summary>The keys by their numbers.</summary>
    internal ReadOnlySpan<long> Keys => _keys.AsSpan(0, Count);

    internal int NumberOf(long key)
    {
        int slot = SlotOf(key);
        while (_numberOfSlot[slot] != Empty)
        {
            if (_keyOfSlot[slot] == key)
            {
                return _numberOfSlot[slot];
            }

            slot = (slot + 1) & (_numberOfSlot.Length - 1);
        }

        return Add(key, slot);
    }

    private int Add(long key, int slot)
    {
        if (Count == _keys.Length)
        {
            Grow();
            slot = FreeSlotOf(key);
        }

        _keyOfSlot[slot] = key;
        _numberOfSlot[slot] = Count;
        _keys[Count] = key;
        return Count++;
    }

    /// <summary>Slots are at most half full.</summary>
    private void Grow()
    {
        Array.Resize(ref _keys, 2 * _keys.Length);
        _keyOfSlot = new long[2 * _keys.Length];
        _numberOfSlot = NewSlots(2 * _keys.Length);
        for (int number = 0; number < Count; number++)
        {
            int slot = FreeSlotOf(_keys[number]);
            _keyOfSlot[slot] = _keys[number];
            _numberOfSlot[slot] = number;
        }
    }

    private int FreeSlotOf(long key)
    {
        int slot = SlotOf(key);
        while (_numberOfSlot[slot] != Empty)
        {
            slot = (slot + 1) & (_numberOfSlot.Length - 1);
        }

        return slot;
    }

    private int SlotOf(long key) => unchecked((int)(((ulong)key * _multiplier) >> (64 - BitOperations.Log2((uint)_numberOfSlot.Length))));

    private static ulong DrawMultiplier()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        SystemEntropy.Instance.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) | 1;
    }

    private static int[] NewSlots(int count)
    {
        int[] slots = new int[count];
        Array.Fill(slots, Empty);
        return slots;
    }
}
