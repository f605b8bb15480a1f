using System.Buffers;
using System.Numerics;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>The values of one column in one row group, ready to be written page by page in order. For one thread.</summary>
/// <remarks>Only present values count here: "value i" is the i-th present one of the row group.</remarks>
internal abstract class ChunkValues
{
    /// <summary>One code a present value when a dictionary is smaller than the plain values; else null.</summary>
    protected int[]? Codes { get; set; }

    /// <summary>Entries of the dictionary page.</summary>
    public int DictionaryCount { get; protected set; }

    public bool HasDictionary => Codes is not null;

    /// <summary>Smallest and largest value; null when not known.</summary>
    public virtual ColumnStatistics Statistics(long nullCount) => new(nullCount, null, null);

    /// <summary>Writes the dictionary, PLAIN-encoded.</summary>
    public abstract void WriteDictionary(ArrayBufferWriter<byte> output);

    /// <summary>Writes the next <paramref name="count"/> present values, PLAIN-encoded.</summary>
    public abstract void WritePlain(int first, int count, ArrayBufferWriter<byte> output);

    /// <summary>Writes the codes of <paramref name="count"/> present values from <paramref name="first"/> on.</summary>
    public void WriteCodes(int first, int count, ArrayBufferWriter<byte> output)
    {
        int bitWidth = BitWidth(DictionaryCount);
        output.GetSpan(1)[0] = (byte)bitWidth;
        output.Advance(1);
        RleHybridWriter.Write(Codes.AsSpan(first, count), bitWidth, output);
    }

    /// <summary>Bits of the codes of a dictionary with <paramref name="count"/> entries; at least 1, since some readers refuse 0.</summary>
    protected static int BitWidth(int count) => Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, count - 1)));
}
