using System.Buffers;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading.Sinks;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Reads the pages of one column chunk after the other into a sink. For one thread.</summary>
/// <param name="file">The file.</param>
/// <param name="column">The column.</param>
/// <param name="sink">Receives the values.</param>
/// <param name="levels">Turns levels into rows.</param>
/// <param name="buffers">The memory to work in.</param>
/// <param name="tags">Receives the tags of all modules in order; null when nobody asks for them.</param>
internal sealed class ChunkReader(
    OpenFile file, FileColumn column, ColumnSink sink, PageLevels levels, ReadBuffers buffers, ArrayBufferWriter<byte>? tags)
{
    private readonly ChunkModules _modules = buffers.Modules;
    private bool _isEncrypted;

    /// <summary>Reads all pages of a chunk.</summary>
    public ParquetFailure? Read(ChunkPlace place)
    {
        sink.Scratch = buffers.Scratch;
        _isEncrypted = place.Key is not null;
        _modules.Begin(file.Source, place, buffers.Decryptor(file, place.Key), file.IsCtr, tags);
        ParquetFailure? failure = ReadPages(place);
        return failure is null ? null : failure with { RowGroup = place.RowGroup, Column = column.Name };
    }

    /// <summary>Reads some pages of a chunk of one value a row, and its dictionary.</summary>
    public ParquetFailure? Read(ChunkPlace place, PageSelection selection)
    {
        sink.Scratch = buffers.Scratch;
        _isEncrypted = place.Key is not null;
        _modules.Begin(file.Source, place, buffers.Decryptor(file, place.Key), file.IsCtr, tags);
        ParquetFailure? failure = selection.Pages.Count == 0 ? null : ReadSelected(place, selection);
        return failure is null ? null : failure with { RowGroup = place.RowGroup, Column = column.Name };
    }

    /// <summary>Reads the dictionary of a chunk alone, its entries as rows.</summary>
    public ParquetFailure? ReadDictionary(ChunkPlace place)
    {
        sink.Scratch = buffers.Scratch;
        _isEncrypted = place.Key is not null;
        _modules.Begin(file.Source, place, buffers.Decryptor(file, place.Key), file.IsCtr, tags);
        PageDecoder decoder = new(sink, levels, buffers.Decompressor(place.MetaData.Codec), isDictionaryWanted: true);
        ParquetFailure? failure = ReadPage(decoder, expectsDictionary: true, 0, 0, out _);
        return failure is null ? null : failure with { RowGroup = place.RowGroup, Column = column.Name };
    }

    private ParquetFailure? ReadSelected(ChunkPlace place, PageSelection selection)
    {
        PageDecoder decoder = new(sink, levels, buffers.Decompressor(place.MetaData.Codec));
        sink.BeginChunk();
        levels.BeginChunk();
        if (place.MetaData.Start != place.MetaData.DataPageOffset
            && ReadPage(decoder, expectsDictionary: true, 0, place.RowCount, out _) is { } failure)
        {
            return failure;
        }

        foreach ((int ordinal, long offset, _, int rows) in selection.Pages)
        {
            _modules.GoTo(file.Source, offset);
            ParquetFailure? refused = ReadPage(decoder, expectsDictionary: false, ordinal, rows, out int? values);
            if (refused is not null || values != rows)
            {
                return refused ?? new ParquetFailure(ParquetFailureReason.ValueCountMismatch, $"{values ?? 0} values for {rows} rows") { Page = ordinal };
            }
        }

        return null;
    }

    private ParquetFailure? ReadPages(ChunkPlace place)
    {
        PageDecoder decoder = new(sink, levels, buffers.Decompressor(place.MetaData.Codec));
        sink.BeginChunk();
        levels.BeginChunk();
        bool expectsDictionary = place.MetaData.Start != place.MetaData.DataPageOffset;
        long before = levels.Rows;
        int page = 0;
        for (long left = place.MetaData.ValueCount; left > 0;)
        {
            ParquetFailure? failure = ReadPage(decoder, expectsDictionary, page, left, out int? values);
            if (failure is not null)
            {
                return failure;
            }

            expectsDictionary = false;
            page += values is null ? 0 : 1;
            left -= values ?? 0;
        }

        if (levels.Rows - before != place.RowCount)
        {
            return new ParquetFailure(ParquetFailureReason.ValueCountMismatch, $"{levels.Rows - before} lists for {place.RowCount} rows");
        }

        // What nobody has read nobody has authenticated: an encrypted chunk holds its pages and nothing else.
        return _modules.Left > 0 && _isEncrypted
            ? new ParquetFailure(ParquetFailureReason.ValueCountMismatch, "bytes are left after the last page")
            : null;
    }

    private ParquetFailure? ReadPage(PageDecoder decoder, bool expectsDictionary, int page, long valuesLeft, out int? values)
    {
        values = null;
        int? place = expectsDictionary ? null : page;
        if (_modules.Left == 0)
        {
            return new ParquetFailure(ParquetFailureReason.ValueCountMismatch, "the pages end before the values do") { Page = place };
        }

        if (page > short.MaxValue && _isEncrypted)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedPageHeader, "more pages than can be numbered") { Page = place };
        }

        short ordinal = unchecked((short)page);
        ParquetFailure? failure = _modules.ReadHeader(expectsDictionary, ordinal, out PageHeader header);
        if (failure is not null)
        {
            return failure with { Page = place };
        }

        bool isDictionary = header.Type == PageType.Dictionary;
        bool isData = header.Type is PageType.Data or PageType.DataV2;
        if (_isEncrypted && (isDictionary != expectsDictionary || (!isData && !isDictionary)))
        {
            return new ParquetFailure(ParquetFailureReason.MalformedPageHeader, "a page of another kind than its place says") { Page = place };
        }

        failure = _modules.ReadBody(header, isDictionary, ordinal, out ReadOnlySpan<byte> body);
        if (failure is not null || (!isData && !isDictionary))
        {
            return failure is null ? null : failure with { Page = place };
        }

        file.CountPage();
        values = isData ? header.ValueCount : null;
        ParquetFailureReason reason = isDictionary ? decoder.DecodeDictionary(header, body) : DecodeData(decoder, header, body, valuesLeft);
        string? detail = reason == ParquetFailureReason.Unsupported ? $"encoding {header.Encoding}" : null;
        return reason == ParquetFailureReason.None ? null : new ParquetFailure(reason, detail) { Page = place };
    }

    private ParquetFailureReason DecodeData(PageDecoder decoder, in PageHeader header, ReadOnlySpan<byte> body, long valuesLeft)
    {
        if (header.ValueCount > valuesLeft)
        {
            return ParquetFailureReason.ValueCountMismatch;
        }

        bool hasOldLevels = header.Type == PageType.Data
            && ((levels.HasDefinition && header.DefinitionEncoding != Encoding.Rle) || (levels.HasRepetition && header.RepetitionEncoding != Encoding.Rle));
        return hasOldLevels || !sink.CanDecode(header.Encoding) ? ParquetFailureReason.Unsupported : decoder.DecodeData(header, body);
    }
}
