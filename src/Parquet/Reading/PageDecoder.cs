using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading.Sinks;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>From a decrypted page to values in a sink: decompress, levels, values. For one thread.</summary>
/// <param name="sink">Receives the values.</param>
/// <param name="levels">Turns levels into rows.</param>
/// <param name="decompressor">Of the chunk's codec.</param>
/// <param name="isDictionaryWanted">Whether a dictionary's entries are received as rows, and nobody reads further.</param>
internal sealed class PageDecoder(ColumnSink sink, PageLevels levels, PageDecompressor decompressor, bool isDictionaryWanted = false)
{
    public ParquetFailureReason DecodeDictionary(in PageHeader header, ReadOnlySpan<byte> body)
    {
        if (header.Encoding is not (Encoding.Plain or Encoding.PlainDictionary))
        {
            return ParquetFailureReason.MalformedDictionary;
        }

        ParquetFailureReason reason = decompressor.Decompress(body, header.UncompressedSize, out ReadOnlySpan<byte> plain);
        return reason != ParquetFailureReason.None ? reason
            : isDictionaryWanted ? Add(header with { Encoding = Encoding.Plain }, plain, header.ValueCount, header.ValueCount)
            : sink.AddDictionary(plain, header.ValueCount);
    }

    public ParquetFailureReason DecodeData(in PageHeader header, ReadOnlySpan<byte> body) =>
        header.Type == PageType.Data ? DecodeV1(header, body) : DecodeV2(header, body);

    /// <summary>A v1 page is compressed as a whole; its levels have their length before them.</summary>
    private ParquetFailureReason DecodeV1(in PageHeader header, ReadOnlySpan<byte> body)
    {
        ParquetFailureReason reason = decompressor.Decompress(body, header.UncompressedSize, out ReadOnlySpan<byte> page);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        if (!TryTakeLevels(levels.HasRepetition, ref page, out ReadOnlySpan<byte> repetition)
            || !TryTakeLevels(levels.HasDefinition, ref page, out ReadOnlySpan<byte> definition))
        {
            return ParquetFailureReason.MalformedPage;
        }

        reason = levels.TryAppend(repetition, definition, header.ValueCount, out int slots, out int present);
        return reason == ParquetFailureReason.None ? Add(header, page, slots, present) : reason;
    }

    private static bool TryTakeLevels(bool isThere, ref ReadOnlySpan<byte> page, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (!isThere)
        {
            return true;
        }

        if (page.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(page) is var length && length > (uint)(page.Length - 4))
        {
            return false;
        }

        taken = page.Slice(4, (int)length);
        page = page[(4 + (int)length)..];
        return true;
    }

    /// <summary>The levels of a v2 page come first and are not compressed; its values may be.</summary>
    /// <remarks>A flat column has no repetition levels; some writers store their zeros all the same, which are passed over.</remarks>
    private ParquetFailureReason DecodeV2(in PageHeader header, ReadOnlySpan<byte> body)
    {
        long levelBytes = (long)header.RepetitionLength + header.DefinitionLength;
        if (levelBytes > body.Length || levelBytes > header.UncompressedSize)
        {
            return ParquetFailureReason.MalformedPage;
        }

        ParquetFailureReason reason = levels.TryAppend(
            body[..header.RepetitionLength], body.Slice(header.RepetitionLength, header.DefinitionLength), header.ValueCount, out int slots, out int present);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        // Whether an empty list counts as a null writers do not agree.
        if (!levels.HasRepetition && present != header.ValueCount - (long)header.NullCount)
        {
            return ParquetFailureReason.MalformedPage;
        }

        ReadOnlySpan<byte> values = body[(int)levelBytes..];
        int size = header.UncompressedSize - (int)levelBytes;
        if (header.IsCompressed && !(size == 0 && values.IsEmpty))
        {
            reason = decompressor.Decompress(values, size, out values);
        }

        return reason == ParquetFailureReason.None ? Add(header, values, slots, present) : reason;
    }

    private ParquetFailureReason Add(in PageHeader header, ReadOnlySpan<byte> values, int slots, int present) => sink.AddPage(new PageValues
    {
        Encoding = header.Encoding,
        Bytes = values,
        Slots = slots,
        Present = present,
    });
}
