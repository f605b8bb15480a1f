using System.Numerics;
using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Gives numbers of one size codes in order of their first appearance, numbers being equal when their bits are. Used again chunk after chunk, by one thread.</summary>
internal sealed class DistinctNumbers<T>
    where T : unmanaged, INumber<T>
{
    private const int MaxDistinct = 1 << 16;
    private const int MaxRange = 1 << 18;

    // A column of mostly distinct values shows early: then counting the rest would be wasted.
    private const int EarlyLook = 1 << 14;
    private T[] _values = [];
    private int[] _places = [];
    private int[] _codes = [];

    /// <summary>The distinct numbers by code.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The code of each of the first numbers, valid until the next call: of all, unless there were too many distinct ones.</summary>
    public ReadOnlyMemory<int> Codes { get; private set; }

    /// <summary>Finds the distinct numbers, until there are too many of them; false when most are.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="minimum">The least of them, for whole numbers.</param>
    /// <param name="maximum">The greatest of them, for whole numbers.</param>
    public bool TryFind(ReadOnlySpan<T> numbers, T minimum, T maximum)
    {
        Count = 0;
        Grow(ref _codes, numbers.Length);
        Grow(ref _values, Math.Min(numbers.Length, MaxDistinct));
        Codes = default;
        bool isWhole = typeof(T) == typeof(int) || typeof(T) == typeof(long);
        ulong range = isWhole ? unchecked((ulong)(long.CreateTruncating(maximum) - long.CreateTruncating(minimum))) : ulong.MaxValue;
        return range < MaxRange ? TryFindByPlace(numbers, minimum, (int)range + 1) : TryFindByHash(numbers);
    }

    /// <summary>Numbers that lie close together have each a place of its own in a table.</summary>
    private bool TryFindByPlace(ReadOnlySpan<T> numbers, T minimum, int range)
    {
        Span<int> places = Places(range);
        long first = long.CreateTruncating(minimum);
        Span<int> codes = _codes.AsSpan(0, numbers.Length);
        int count = 0;
        int i = 0;
        for (; i < numbers.Length; i++)
        {
            ref int place = ref places[unchecked((int)(long.CreateTruncating(numbers[i]) - first))];
            if (place == 0)
            {
                if (count == MaxDistinct)
                {
                    break;
                }

                if (i >= EarlyLook && count > i / 2)
                {
                    return false;
                }

                _values[count++] = numbers[i];
                place = count;
            }

            codes[i] = place - 1;
        }

        (Count, Codes) = (count, _codes.AsMemory(0, i));
        return true;
    }

    private bool TryFindByHash(ReadOnlySpan<T> numbers)
    {
        Span<int> places = Places((int)BitOperations.RoundUpToPowerOf2((uint)(_values.Length + 1) * 2));
        int mask = places.Length - 1;
        int count = 0;
        int i = 0;
        for (; i < numbers.Length; i++)
        {
            int slot = Hash(numbers[i]) & mask;
            while (places[slot] != 0 && Key(_values[places[slot] - 1]) != Key(numbers[i]))
            {
                slot = (slot + 1) & mask;
            }

            if (places[slot] == 0)
            {
                if (count == MaxDistinct)
                {
                    break;
                }

                if (i >= EarlyLook && count > i / 2)
                {
                    return false;
                }

                _values[count++] = numbers[i];
                places[slot] = count;
            }

            _codes[i] = places[slot] - 1;
        }

        (Count, Codes) = (count, _codes.AsMemory(0, i));
        return true;
    }

    private Span<int> Places(int count)
    {
        Grow(ref _places, count);
        Span<int> places = _places.AsSpan(0, count);
        places.Clear();
        return places;
    }

    private static void Grow<TItem>(ref TItem[] array, int length)
    {
        if (array.Length < length)
        {
            array = GC.AllocateUninitializedArray<TItem>(length);
        }
    }

    private static ulong Key(T value) => Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<T, uint>(value) : Unsafe.BitCast<T, ulong>(value);

    private static int Hash(T value) => unchecked((int)((Key(value) * 0x9E3779B97F4A7C15) >> 33));
}
