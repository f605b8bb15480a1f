using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Reads the indexes of a chunk, modules of their own where it is encrypted, and checks them against the chunk.</summary>
internal sealed class ChunkIndexReader(OpenFile file, FileColumn column, ChunkPlace place)
{
    /// <summary>Reads where the data pages lie; <paramref name="pages"/> is null when the file does not say.</summary>
    public ParquetFailure? TryReadOffsets(out IReadOnlyList<PageLocation>? pages)
    {
        pages = null;
        ParquetFailure? failure = TryLoad(place.Chunk.OffsetIndex, ModuleType.OffsetIndex, out byte[]? bytes);
        if (failure is not null || bytes is null)
        {
            return failure;
        }

        ThriftReader reader = new(bytes);
        pages = OffsetIndex.Read(ref reader)?.Pages;
        return pages is not null && AreInOrder(pages) ? null : Refuse(ModuleType.OffsetIndex, "the offset index is not that of its chunk");
    }

    /// <summary>Reads what the data pages hold; <paramref name="pages"/> is null when the file does not say.</summary>
    public ParquetFailure? TryReadBounds(int pageCount, out IReadOnlyList<ColumnStatistics>? pages)
    {
        pages = null;
        ParquetFailure? failure = TryLoad(place.Chunk.ColumnIndex, ModuleType.ColumnIndex, out byte[]? bytes);
        if (failure is not null || bytes is null)
        {
            return failure;
        }

        ThriftReader reader = new(bytes);
        pages = ColumnIndex.Read(ref reader)?.Pages;
        return pages?.Count == pageCount ? null : Refuse(ModuleType.ColumnIndex, "the column index is not that of its chunk");
    }

    private ParquetFailure? TryLoad((long Offset, int Size) index, ModuleType type, out byte[]? bytes)
    {
        bytes = null;
        if (index.Size == 0)
        {
            return null;
        }

        if (index.Offset > file.Source.Length || index.Size > file.Source.Length - index.Offset)
        {
            return Refuse(type, "an index ends beyond the file");
        }

        if (index.Size > file.Options.MaxFooterBytes)
        {
            return new ParquetFailure(ParquetFailureReason.TooLarge, $"an index of {index.Size} bytes") { RowGroup = place.RowGroup, Column = column.Name, Module = type };
        }

        byte[] module = new byte[index.Size];
        if (!file.Source.TryRead(index.Offset, module))
        {
            return Refuse(type, "the file has become shorter");
        }

        bytes = module;
        return place.Key is null ? null : Open(module, type, out bytes);
    }

    private ParquetFailure? Open(byte[] module, ModuleType type, out byte[]? plaintext)
    {
        plaintext = null;
        if (!ModuleFrame.TrySplit(module, ModuleFrame.NonceSize + ModuleFrame.TagSize, out ReadOnlySpan<byte> body)
            || body.Length != module.Length - ModuleFrame.LengthSize)
        {
            return Refuse(type, "the length of an encrypted index");
        }

        plaintext = new byte[module.Length - ModuleFrame.GcmOverhead];
        using ModuleDecryptor decryptor = new(place.Key!, file.Keys!.Aad);
        return decryptor.TryOpen(body, new ModulePlace(type, place.RowGroupOrdinal, place.ColumnOrdinal), plaintext)
            ? null
            : new ParquetFailure(ParquetFailureReason.ModuleAuthentication) { RowGroup = place.RowGroup, Column = column.Name, Module = type };
    }

    /// <summary>Pages lie one after the other within the chunk and begin with its first row.</summary>
    private bool AreInOrder(IReadOnlyList<PageLocation> pages)
    {
        long end = place.MetaData.Start;
        long row = -1;
        foreach (PageLocation page in pages)
        {
            if (page.Offset < end || page.FirstRow <= row || page.FirstRow >= place.RowCount)
            {
                return false;
            }

            (end, row) = (page.Offset + page.Size, page.FirstRow);
        }

        return pages.Count > 0 && pages[0].FirstRow == 0 && end <= place.MetaData.Start + place.MetaData.CompressedSize;
    }

    private ParquetFailure Refuse(ModuleType type, string detail) =>
        new(ParquetFailureReason.MalformedFooter, detail) { RowGroup = place.RowGroup, Column = column.Name, Module = type };
}
