using System.Buffers;
using System.Numerics;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>The values of one column in one row group, ready to be written page by page in order. For one thread.</summary>
/// <remarks>Only present values count here: "value i" is the i-th present one of the row group.</remarks>
internal abstract class ChunkValues
{
    /// <summary>A code for each of the first present values, as far as a dictionary is smaller than the values without; else empty.</summary>
    protected ReadOnlyMemory<int> Codes { get; set; }

    /// <summary>Entries of the dictionary page.</summary>
    public int DictionaryCount { get; protected set; }

    public bool HasDictionary => DictionaryCount > 0;

    /// <summary>How many of the first present values are in the dictionary: all, unless it would have grown too large.</summary>
    public int CodedCount => Codes.Length;

    /// <summary>How values are encoded that are not in the dictionary.</summary>
    public virtual Encoding Encoding => Encoding.Plain;

    /// <summary>How many values are present.</summary>
    public abstract int Count { get; }

    /// <summary>About how many bytes all pages of the chunk take before they are compressed, without the dictionary and without levels.</summary>
    public long EncodedBytes => ((long)CodedCount * BitWidth(DictionaryCount) / 8) + (long)((Count - CodedCount) * BytesOfOther);

    /// <summary>About how many bytes a value takes that is not in the dictionary.</summary>
    protected abstract double BytesOfOther { get; }

    /// <summary>Writes the dictionary, PLAIN-encoded.</summary>
    public abstract void WriteDictionary(ArrayBufferWriter<byte> output);

    /// <summary>Writes <paramref name="count"/> present values from <paramref name="first"/> on in <see cref="Encoding"/>.</summary>
    public abstract void WriteValues(int first, int count, ArrayBufferWriter<byte> output);

    /// <summary>The smallest and largest of <paramref name="count"/> present values from <paramref name="first"/> on, PLAIN-encoded; false when none has an order.</summary>
    public abstract bool TryBound(int first, int count, out byte[] minimum, out byte[] maximum);

    /// <summary>Whether bound <paramref name="left"/> is less than <paramref name="right"/> in the order of the column.</summary>
    public abstract bool IsLess(byte[] left, byte[] right);

    /// <summary>Writes the codes of <paramref name="count"/> present values from <paramref name="first"/> on.</summary>
    public void WriteCodes(int first, int count, ArrayBufferWriter<byte> output)
    {
        int bitWidth = BitWidth(DictionaryCount);
        output.GetSpan(1)[0] = (byte)bitWidth;
        output.Advance(1);
        RleHybridWriter.Write(Codes.Span.Slice(first, count), bitWidth, output);
    }

    /// <summary>Bits of the codes of a dictionary with <paramref name="count"/> entries; at least 1, since some readers refuse 0.</summary>
    protected static int BitWidth(int count) => Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, count - 1)));
}
