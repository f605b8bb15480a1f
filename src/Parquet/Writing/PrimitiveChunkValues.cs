using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Numbers, which are equal when their bits are.</summary>
internal sealed class PrimitiveChunkValues<T> : ChunkValues
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private const int DeltaSample = 1 << 12;
    private readonly ReadOnlyMemory<T> _present;
    private readonly DistinctNumbers<T> _distinct;

    /// <summary>Decides whether a dictionary is worth it, or differences are.</summary>
    /// <param name="present">The present values of the row group.</param>
    /// <param name="distinct">Finds the distinct ones; used until the chunk is written.</param>
    public PrimitiveChunkValues(ReadOnlyMemory<T> present, DistinctNumbers<T> distinct)
    {
        _present = present;
        _distinct = distinct;
        if (present.IsEmpty)
        {
            return;
        }

        _ = Bounds(present.Span, out T least, out T most);
        if (distinct.TryFind(present.Span, least, most))
        {
            long plain = (long)distinct.Codes.Length * Unsafe.SizeOf<T>();
            long coded = ((long)distinct.Count * Unsafe.SizeOf<T>()) + ((long)distinct.Codes.Length * BitWidth(distinct.Count) / 8);
            if (coded < plain)
            {
                (Codes, DictionaryCount) = (distinct.Codes, distinct.Count);
            }
        }

        ReadOnlySpan<T> others = present.Span[CodedCount..];
        double difference = others.IsEmpty || !IsWhole ? Unsafe.SizeOf<T>() : BytesOfDifference(others);
        if (difference < 0.75 * Unsafe.SizeOf<T>())
        {
            (Encoding, BytesOfOther) = (Encoding.DeltaBinaryPacked, difference);
        }
    }

    public override Encoding Encoding { get; } = Encoding.Plain;

    protected override double BytesOfOther { get; } = Unsafe.SizeOf<T>();

    public override int Count => _present.Length;

    private static bool IsWhole => typeof(T) == typeof(int) || typeof(T) == typeof(long);

    public override void WriteDictionary(ArrayBufferWriter<byte> output) => output.Write(MemoryMarshal.AsBytes(_distinct.Values));

    public override void WriteValues(int first, int count, ArrayBufferWriter<byte> output)
    {
        ReadOnlySpan<T> values = _present.Span.Slice(first, count);
        if (Encoding == Encoding.DeltaBinaryPacked)
        {
            DeltaBinaryPackedWriter.Write(values, output);
        }
        else
        {
            output.Write(MemoryMarshal.AsBytes(values));
        }
    }

    public override bool TryBound(int first, int count, out byte[] minimum, out byte[] maximum)
    {
        bool isBounded = Bounds(_present.Span.Slice(first, count), out T least, out T most);

        // Zeros of both signs are equal in order: the bounds are to hold either.
        least = least == T.Zero && !IsWhole ? -T.Zero : least;
        most = most == T.Zero && !IsWhole ? T.Zero : most;
        minimum = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in least)).ToArray();
        maximum = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in most)).ToArray();
        return isBounded;
    }

    public override bool IsLess(byte[] left, byte[] right) => MemoryMarshal.Read<T>(left) < MemoryMarshal.Read<T>(right);

    /// <summary>The bounds of all values but NaN, which has no place in the order; false when there is none.</summary>
    private static bool Bounds(ReadOnlySpan<T> values, out T least, out T most)
    {
        (least, most) = (T.MaxValue, T.MinValue);
        bool isAny = false;
        int i = 0;
        if (IsWhole && values.Length >= Vector<T>.Count)
        {
            Vector<T> low = new(values);
            Vector<T> high = low;
            for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> next = new(values[i..]);
                low = Vector.Min(low, next);
                high = Vector.Max(high, next);
            }

            for (int lane = 0; lane < Vector<T>.Count; lane++)
            {
                (least, most) = (T.Min(least, low[lane]), T.Max(most, high[lane]));
            }

            isAny = true;
        }

        for (; i < values.Length; i++)
        {
            T value = values[i];
            if (!T.IsNaN(value))
            {
                isAny = true;
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
        }

        // An infinity may lie beyond where the bounds began, which bounds it all the same.
        return isAny;
    }

    /// <summary>What a value takes as its difference from the one before, as a sample tells.</summary>
    private static double BytesOfDifference(ReadOnlySpan<T> values)
    {
        ReadOnlySpan<T> sample = values[..Math.Min(values.Length, DeltaSample)];
        ArrayBufferWriter<byte> packed = new();
        DeltaBinaryPackedWriter.Write(sample, packed);
        return (double)packed.WrittenCount / sample.Length;
    }
}
