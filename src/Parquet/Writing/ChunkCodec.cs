using System.Buffers;
using EnclaveCleanRoom.Parquet.Compression;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Decides chunk by chunk whether Snappy is worth it: indices that are packed bit by bit mostly do not compress.</summary>
internal static class ChunkCodec
{
    private const int SampleValues = 1 << 14;
    private const int SampleBytes = 1 << 15;
    private const double WorthIt = 0.95;

    /// <summary>Compresses a sample of dictionary and values; false when it hardly gets shorter.</summary>
    public static bool IsWorthwhile(ChunkValues values, PageCompressor compressor, ArrayBufferWriter<byte> room)
    {
        if (compressor.Codec != Metadata.Codec.Snappy)
        {
            return true;
        }

        double before = 0;
        double after = 0;
        if (values.HasDictionary)
        {
            room.ResetWrittenCount();
            values.WriteDictionary(room);
            double dictionary = room.WrittenCount;
            before += dictionary;
            after += dictionary * Ratio(room.WrittenSpan, compressor);
        }

        // From the middle: the beginning of a chunk is where new values are seen for the first time.
        int most = values.HasDictionary ? values.CodedCount : values.Count;
        int sample = Math.Min(SampleValues, most);
        int first = (most - sample) / 2;
        room.ResetWrittenCount();
        if (values.HasDictionary)
        {
            values.WriteCodes(first, sample, room);
        }
        else
        {
            values.WriteValues(first, sample, room);
        }

        double all = room.WrittenCount * ((double)most / Math.Max(1, sample));
        before += all;
        after += all * Ratio(room.WrittenSpan, compressor);
        return after < before * WorthIt;
    }

    private static double Ratio(ReadOnlySpan<byte> bytes, PageCompressor compressor)
    {
        ReadOnlySpan<byte> sample = bytes[..Math.Min(bytes.Length, SampleBytes)];
        return sample.IsEmpty ? 1 : Math.Min(1, (double)compressor.Compress(sample).Length / sample.Length);
    }
}
