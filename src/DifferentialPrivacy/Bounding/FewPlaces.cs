using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>
/// The places that up to sixteen integers have when sorted: each is compared with all others at once, and the smaller ones are counted. Most people have few rows, in an order that no
/// branch predictor can guess.
/// </summary>
internal static class FewPlaces
{
    /// <summary>The most integers.</summary>
    public const int Most = 16;

    /// <summary>The bits of a place.</summary>
    public const int PlaceBits = 4;

    /// <summary>Whether the machine can.</summary>
    public static bool IsFast => Vector512.IsHardwareAccelerated;

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

    /// <summary>Sorts what belongs to integers by them; of equal integers the first comes first.</summary>
    /// <param name="keys">Integers whose lowest <see cref="PlaceBits"/> bits are zero, with <see cref="Most"/> elements from the first on that may be read.</param>
    /// <param name="items">What belongs to each.</param>
    /// <param name="start">The first of both.</param>
    /// <param name="sorted">Takes the items, 1 to <see cref="Most"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sort(ulong[] keys, ulong[] items, int start, Span<ulong> sorted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, keys.Length - Most);
        ref ulong first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(keys), start);
        ReadOnlySpan<ulong> own = items.AsSpan(start, sorted.Length);
        uint all = (1u << own.Length) - 1;

        // With their numbers in the lowest bits no two are equal, and one comparison tells their order.
        Vector512<ulong> low = Vector512.LoadUnsafe(ref first) | Vector512<ulong>.Indices;
        if (own.Length <= Vector512<ulong>.Count)
        {
            for (int i = 0; i < own.Length; i++)
            {
                Vector512<ulong> key = Vector512.Create(Unsafe.Add(ref first, i) | (uint)i);
                sorted[BitOperations.PopCount((uint)Vector512.LessThan(low, key).ExtractMostSignificantBits() & all)] = own[i];
            }

            return;
        }

        Vector512<ulong> high = Vector512.LoadUnsafe(ref first, (nuint)Vector512<ulong>.Count) | (Vector512<ulong>.Indices + Vector512.Create((ulong)Vector512<ulong>.Count));
        for (int i = 0; i < own.Length; i++)
        {
            Vector512<ulong> key = Vector512.Create(Unsafe.Add(ref first, i) | (uint)i);
            uint smaller = (uint)Vector512.LessThan(low, key).ExtractMostSignificantBits() | ((uint)Vector512.LessThan(high, key).ExtractMostSignificantBits() << 8);
            sorted[BitOperations.PopCount(smaller & all)] = own[i];
        }
    }
}
