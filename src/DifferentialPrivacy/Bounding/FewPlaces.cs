using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// The places that up to sixteen integers have when sorted: each is compared with all others at once, and the smaller ones are counted. Most people have few rows, in an order that no
/// branch predictor can guess.
/// </summary>
internal static class FewPlaces
{
    /// <summary>The most integers.</summary>
    public const int Most = 16;

    /// <summary>Whether the machine can.</summary>
    public static bool IsFast => Vector512.IsHardwareAccelerated && Avx512CD.IsSupported;

    /// <summary>Finds the places; of equal integers the first comes first.</summary>
    /// <param name="keys">Integers, with <see cref="Most"/> elements from the first on that may be read.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">1 to <see cref="Most"/>.</param>
    /// <param name="places">Takes the place of each, 0 to the count less 1; as long as the most.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Find(ulong[] keys, int start, int count, Span<byte> places)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, keys.Length - Most);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, places.Length);
        ref ulong first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(keys), start);
        Vector512<ulong> low = Vector512.LoadUnsafe(ref first);
        uint all = (1u << count) - 1;
        if (count <= Vector512<ulong>.Count)
        {
            for (int i = 0; i < count; i++)
            {
                Vector512<ulong> key = Vector512.Create(Unsafe.Add(ref first, i));
                uint before = (1u << i) - 1;
                ulong smaller = Vector512.LessThan(low, key).ExtractMostSignificantBits();
                ulong equal = Vector512.Equals(low, key).ExtractMostSignificantBits();
                places[i] = (byte)BitOperations.PopCount((smaller & all) | (equal & before));
            }

            return;
        }

        Vector512<ulong> high = Vector512.LoadUnsafe(ref first, (nuint)Vector512<ulong>.Count);
        for (int i = 0; i < count; i++)
        {
            Vector512<ulong> key = Vector512.Create(Unsafe.Add(ref first, i));
            uint before = (1u << i) - 1;
            ulong smaller = Vector512.LessThan(low, key).ExtractMostSignificantBits() | (Vector512.LessThan(high, key).ExtractMostSignificantBits() << 8);
            ulong equal = Vector512.Equals(low, key).ExtractMostSignificantBits() | (Vector512.Equals(high, key).ExtractMostSignificantBits() << 8);
            places[i] = (byte)BitOperations.PopCount((smaller & all) | (equal & before));
        }
    }

    /// <summary>The groups of sixteen rows, of which those that are not asked for may be anything.</summary>
    /// <param name="layout">How rows are read.</param>
    /// <param name="rows">Rows, with <see cref="Most"/> elements from the first on that may be read.</param>
    /// <param name="start">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> GroupsOf<TEntry>(EntryLayout layout, TEntry[] rows, int start)
        where TEntry : unmanaged
    {
        ref TEntry first = ref FirstOf(rows, start);
        return typeof(TEntry) == typeof(uint)
            ? layout.GroupsOf(Vector512.LoadUnsafe(ref Unsafe.As<TEntry, uint>(ref first)))
            : Vector512.Narrow(layout.GroupsOf(LowOf(ref first)), layout.GroupsOf(HighOf(ref first)));
    }

    /// <summary>The values of sixteen rows, likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ValuesOf<TEntry>(EntryLayout layout, TEntry[] rows, int start)
        where TEntry : unmanaged
    {
        ref TEntry first = ref FirstOf(rows, start);
        return typeof(TEntry) == typeof(uint)
            ? layout.ValuesOf(Vector512.LoadUnsafe(ref Unsafe.As<TEntry, uint>(ref first))).AsInt32()
            : Vector512.Narrow(layout.ValuesOf(LowOf(ref first)), layout.ValuesOf(HighOf(ref first))).AsInt32();
    }

    /// <summary>Whether two of the first so many, 1 to <see cref="Most"/>, are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasEqual(Vector512<uint> items, int count)
    {
        uint all = (1u << count) - 1;
        return (~Vector512.Equals(Avx512CD.DetectConflicts(items), Vector512<uint>.Zero).ExtractMostSignificantBits() & all) != 0;
    }

    /// <summary>Whether two neighbours among some rows have the same group.</summary>
    /// <param name="layout">How rows are read.</param>
    /// <param name="rows">Rows, with one element more than <see cref="Most"/> from the first on that may be read.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">1 to <see cref="Most"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasRepeated<TEntry>(EntryLayout layout, TEntry[] rows, int start, int count)
        where TEntry : unmanaged
    {
        uint pairs = unchecked((1u << (count - 1)) - 1);
        return (Vector512.Equals(GroupsOf(layout, rows, start), GroupsOf(layout, rows, start + 1)).ExtractMostSignificantBits() & pairs) != 0;
    }

    /// <summary>Sorts what belongs to ranks by them.</summary>
    /// <param name="ranks">The ranks, no two the same, and behind them anything.</param>
    /// <param name="items">What belongs to each, 1 to <see cref="Most"/>.</param>
    /// <param name="sorted">Takes as many items.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sort<TItem>(Vector512<uint> ranks, ReadOnlySpan<TItem> items, Span<TItem> sorted)
    {
        Vector512<uint> each = ranks;
        ref uint first = ref Unsafe.As<Vector512<uint>, uint>(ref each);
        uint all = (1u << items.Length) - 1;
        for (int i = 0; i < items.Length; i++)
        {
            Vector512<uint> rank = Vector512.Create(Unsafe.Add(ref first, i));
            uint smaller = (uint)Vector512.LessThan(ranks, rank).ExtractMostSignificantBits();
            sorted[BitOperations.PopCount(smaller & all)] = items[i];
        }
    }

    /// <summary>Whether one of some rows has a group from a limit on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasFrom<TEntry>(EntryLayout layout, TEntry[] rows, int start, int count, int limit)
        where TEntry : unmanaged
    {
        uint all = (1u << count) - 1;
        return (Vector512.GreaterThanOrEqual(GroupsOf(layout, rows, start), Vector512.Create((uint)limit)).ExtractMostSignificantBits() & all) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TEntry FirstOf<TEntry>(TEntry[] rows, int start)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unchecked((uint)start), (uint)(rows.Length - Most), nameof(start));
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows), start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> LowOf<TEntry>(ref TEntry first) => Vector512.LoadUnsafe(ref Unsafe.As<TEntry, ulong>(ref first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> HighOf<TEntry>(ref TEntry first) => Vector512.LoadUnsafe(ref Unsafe.As<TEntry, ulong>(ref first), (nuint)Vector512<ulong>.Count);
}
