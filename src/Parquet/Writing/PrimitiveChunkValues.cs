using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Numbers, which are equal when their bits are.</summary>
internal sealed class PrimitiveChunkValues<T> : ChunkValues
    where T : unmanaged
{
    private const int MaxDictionary = 1 << 16;

    // A column of mostly distinct values shows early: then counting the rest would be wasted.
    private const int EarlyLook = 1 << 14;
    private readonly ReadOnlyMemory<T> _present;
    private T[] _dictionary = [];

    /// <summary>Decides whether a dictionary is worth it.</summary>
    /// <param name="present">The present values of the row group.</param>
    public PrimitiveChunkValues(ReadOnlyMemory<T> present)
    {
        _present = present;
        TryMakeDictionary(present.Span);
    }

    public override void WriteDictionary(ArrayBufferWriter<byte> output) =>
        output.Write(MemoryMarshal.AsBytes(_dictionary.AsSpan(0, DictionaryCount)));

    public override void WritePlain(int first, int count, ArrayBufferWriter<byte> output) =>
        output.Write(MemoryMarshal.AsBytes(_present.Span.Slice(first, count)));

    private void TryMakeDictionary(ReadOnlySpan<T> values)
    {
        int[] codes = GC.AllocateUninitializedArray<int>(values.Length);
        T[] distinct = new T[Math.Min(values.Length, MaxDictionary)];
        int[] slots = new int[BitOperations.RoundUpToPowerOf2((uint)(distinct.Length + 1) * 2)];
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int slot = Hash(values[i]) & (slots.Length - 1);
            while (slots[slot] != 0 && Key(distinct[slots[slot] - 1]) != Key(values[i]))
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            if (slots[slot] == 0)
            {
                if (count == MaxDictionary || (i >= EarlyLook && count > i / 2))
                {
                    return;
                }

                distinct[count++] = values[i];
                slots[slot] = count;
            }

            codes[i] = slots[slot] - 1;
        }

        long plain = (long)values.Length * Unsafe.SizeOf<T>();
        long coded = ((long)count * Unsafe.SizeOf<T>()) + ((long)values.Length * BitWidth(count) / 8);
        if (coded < plain)
        {
            (Codes, _dictionary, DictionaryCount) = (codes, distinct, count);
        }
    }

    private static ulong Key(T value) => Unsafe.SizeOf<T>() == 4 ? Unsafe.BitCast<T, uint>(value) : Unsafe.BitCast<T, ulong>(value);

    private static int Hash(T value) => unchecked((int)((Key(value) * 0x9E3779B97F4A7C15) >> 33));
}
