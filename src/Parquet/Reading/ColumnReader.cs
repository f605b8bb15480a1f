using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading.Sinks;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Reads one column, row group after row group, into one sink. For one thread.</summary>
internal sealed class ColumnReader : IDisposable
{
    private readonly OpenFile _file;
    private readonly FileColumn _column;
    private readonly MemoryBudget _budget;
    private readonly ColumnSink _sink;
    private readonly PageLevels _levels;
    private readonly IncrementalHash _tags = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ChunkModules _modules;
    private readonly Dictionary<Codec, PageDecoder> _decoders = [];
    private ModuleDecryptor? _decryptor;
    private byte[]? _decryptorKey;
    private byte[] _chunk = [];

    public ColumnReader(OpenFile file, FileColumn column, MemoryBudget budget)
    {
        _file = file;
        _column = column;
        _budget = budget;
        _sink = SinkFactory.Create(column, budget);
        _levels = column.Shape.IsList ? new ListLevels(column.Shape, budget, _sink.Validity) : new FlatLevels(_sink.Validity);
        _modules = new ChunkModules(budget, _tags);
    }

    /// <summary>SHA-256 over the tags of all modules that were read, in file order.</summary>
    public byte[] TagDigest() => _tags.GetCurrentHash();

    public Column Build()
    {
        Field field = _column.Field!;
        return _levels is ListLevels lists ? lists.Build(field, _sink.Build(field.Element!)) : _sink.Build(field);
    }

    /// <summary>Reads the column's chunk of one row group.</summary>
    public ParquetFailure? ReadChunk(int rowGroupIndex)
    {
        RowGroup group = _file.Footer.RowGroups[rowGroupIndex];
        ColumnChunk chunk = group.Columns[_column.Ordinal];
        ParquetFailure? failure = Find(chunk, group, rowGroupIndex, out ColumnMetaData? metaData)
            ?? Load(metaData!, chunk, group, rowGroupIndex)
            ?? ReadPages(metaData!, group.RowCount);
        return failure is null ? null : failure with { RowGroup = rowGroupIndex, Column = _column.Name };
    }

    public void Dispose()
    {
        _decryptor?.Dispose();
        _tags.Dispose();
    }

    /// <summary>Finds the metadata of the chunk, decrypting it when it is a module of its own, and checks it against the schema.</summary>
    private ParquetFailure? Find(ColumnChunk chunk, RowGroup group, int rowGroupIndex, out ColumnMetaData? metaData)
    {
        metaData = chunk.MetaData;
        if (chunk.IsElsewhere)
        {
            return new ParquetFailure(ParquetFailureReason.Unsupported, "column chunks in another file");
        }

        if (chunk.Crypto is null && _file.Options.Required == Protection.EncryptedColumns)
        {
            return new ParquetFailure(ParquetFailureReason.Unprotected, "the column is not encrypted");
        }

        ParquetFailure? failure = chunk.Crypto is null ? null : Unlock(chunk.Crypto);
        if (failure is null && chunk.EncryptedMetaData is not null)
        {
            failure = DecryptMetaData(chunk.EncryptedMetaData, Ordinal(group, rowGroupIndex), out metaData);
        }

        return failure ?? Check(metaData!, group);
    }

    private ParquetFailure? Unlock(ColumnCryptoMetaData crypto)
    {
        if (_file.Keys is null)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter, "an encrypted column in a file that is not encrypted");
        }

        byte[] keyMetadata = crypto.HasOwnKey ? crypto.KeyMetadata : _file.FooterKeyMetadata;
        if (_decryptor is not null && keyMetadata.AsSpan().SequenceEqual(_decryptorKey))
        {
            return null;
        }

        _decryptor?.Dispose();
        _decryptorKey = keyMetadata;
        return _file.Keys.TryMakeDecryptor(keyMetadata, out _decryptor);
    }

    private ParquetFailure? DecryptMetaData(byte[] module, short rowGroup, out ColumnMetaData? metaData)
    {
        metaData = null;
        if (!ModuleFrame.TrySplit(module, ModuleFrame.NonceSize + ModuleFrame.TagSize, out ReadOnlySpan<byte> body)
            || body.Length != module.Length - ModuleFrame.LengthSize)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter, "the length of encrypted column metadata") { Module = ModuleType.ColumnMetaData };
        }

        byte[] plaintext = new byte[module.Length - ModuleFrame.GcmOverhead];
        if (!_decryptor!.TryOpen(body, new ModulePlace(ModuleType.ColumnMetaData, rowGroup, (short)_column.Ordinal), plaintext))
        {
            return new ParquetFailure(ParquetFailureReason.ModuleAuthentication) { Module = ModuleType.ColumnMetaData };
        }

        ThriftReader reader = new(plaintext);
        metaData = ColumnMetaData.Read(ref reader);
        return metaData is null ? new ParquetFailure(ParquetFailureReason.MalformedFooter, "decrypted column metadata") : null;
    }

    private ParquetFailure? Check(ColumnMetaData metaData, RowGroup group)
    {
        if (metaData.Type != _column.Element.Type || string.Join('.', metaData.Path) != _column.Path)
        {
            return new ParquetFailure(ParquetFailureReason.MalformedFooter, "the column chunk is not of the column at its place in the schema");
        }

        // A row of a list has as many values as the list elements, and an empty or absent one counts as one.
        if (_column.Shape.IsList ? metaData.ValueCount < group.RowCount : metaData.ValueCount != group.RowCount)
        {
            return new ParquetFailure(ParquetFailureReason.ValueCountMismatch, $"{metaData.ValueCount} values for {group.RowCount} rows");
        }

        return PageDecompressor.Refusal(metaData.Codec) is { } refusal ? new ParquetFailure(ParquetFailureReason.Unsupported, refusal) : null;
    }

    /// <summary>Brings the bytes of the chunk into memory, once the file is known to hold them.</summary>
    private ParquetFailure? Load(ColumnMetaData metaData, ColumnChunk chunk, RowGroup group, int rowGroupIndex)
    {
        long start = metaData.Start;
        long size = metaData.CompressedSize;
        if (start > _file.Source.Length || size > _file.Source.Length - start)
        {
            return new ParquetFailure(ParquetFailureReason.Truncated, "the column chunk ends beyond the file");
        }

        if (!_budget.TryGrow(ref _chunk, 0, size))
        {
            return new ParquetFailure(ParquetFailureReason.TooLarge, $"the column chunk has {size} bytes");
        }

        Memory<byte> bytes = _chunk.AsMemory(0, (int)size);
        if (!_file.Source.TryRead(start, bytes.Span))
        {
            return new ParquetFailure(ParquetFailureReason.Truncated, "the file has become shorter");
        }

        bool isEncrypted = chunk.Crypto is not null;
        short rowGroup = isEncrypted ? Ordinal(group, rowGroupIndex) : (short)0;
        _modules.Begin(bytes, rowGroup, isEncrypted ? (short)_column.Ordinal : (short)0, isEncrypted ? _decryptor : null, _file.IsCtr);
        return null;
    }

    private ParquetFailure? ReadPages(ColumnMetaData metaData, long rows)
    {
        if (!_decoders.TryGetValue(metaData.Codec, out PageDecoder? decoder))
        {
            decoder = new PageDecoder(_sink, _levels, new PageDecompressor(metaData.Codec, _budget));
            _decoders.Add(metaData.Codec, decoder);
        }

        _sink.BeginChunk();
        _levels.BeginChunk();
        bool expectsDictionary = metaData.Start != metaData.DataPageOffset;
        long before = _levels.Rows;
        int page = 0;
        for (long left = metaData.ValueCount; left > 0;)
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

        if (_levels.Rows - before != rows)
        {
            return new ParquetFailure(ParquetFailureReason.ValueCountMismatch, $"{_levels.Rows - before} lists for {rows} rows");
        }

        // What nobody has read nobody has authenticated: an encrypted chunk holds its pages and nothing else.
        return _modules.Left > 0 && _decryptor is not null
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

        if (page > short.MaxValue && _decryptor is not null)
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
        if (_decryptor is not null && (isDictionary != expectsDictionary || (!isData && !isDictionary)))
        {
            return new ParquetFailure(ParquetFailureReason.MalformedPageHeader, "a page of another kind than its place says") { Page = place };
        }

        failure = _modules.ReadBody(header, isDictionary, ordinal, out ReadOnlySpan<byte> body);
        if (failure is not null || (!isData && !isDictionary))
        {
            return failure is null ? null : failure with { Page = place };
        }

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
            && ((_levels.HasDefinition && header.DefinitionEncoding != Encoding.Rle) || (_levels.HasRepetition && header.RepetitionEncoding != Encoding.Rle));
        return hasOldLevels || !_sink.CanDecode(header.Encoding) ? ParquetFailureReason.Unsupported : decoder.DecodeData(header, body);
    }

    private static short Ordinal(RowGroup group, int index) => group.Ordinal ?? unchecked((short)index);
}
