using System.Collections.Concurrent;
using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Writing;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Writes one file, row group by row group, so that memory stays bounded whatever the file's size.</summary>
/// <remarks>A file is whole only once <see cref="Finish"/> has returned: without its end nobody can read it.</remarks>
public sealed class ParquetWriter : IDisposable
{
    private const string CreatedBy = "EnclaveCleanRoom.Parquet version 0.1.0";

    // The standard leaves the length open; 8 is what Arrow and parquet-java write, and DuckDB reads no other.
    private const int FileUniqueBytes = 8;

    private readonly Stream _stream;
    private readonly ParquetWriterOptions _options;
    private readonly FileCryptoMetaData? _crypto;
    private readonly ModuleEncryptor? _footerEncryptor;
    private readonly ColumnEncoder[] _encoders;
    private readonly ConcurrentBag<EncoderBuffers> _buffers = [];
    private readonly List<RowGroup> _rowGroups = [];
    private readonly List<ChunkIndexes> _indexes = [];
    private long _position;
    private long _rows;
    private bool _isFinished;

    /// <summary>Starts a file of <paramref name="schema"/> at the current position of <paramref name="stream"/>, which stays the caller's.</summary>
    /// <exception cref="ArgumentException">The schema has no column or one of lists, an option is out of range, or a column key is of no column.</exception>
    public ParquetWriter(Stream stream, Schema schema, ParquetWriterOptions options)
        : this(stream, schema, options, SystemRandomBytes.Instance)
    {
    }

    internal ParquetWriter(Stream stream, Schema schema, ParquetWriterOptions options, IRandomBytes random)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        Check(schema, options);
        _stream = stream;
        Schema = schema;
        _options = options;
        FileAad? aad = null;
        if (options.Encryption is { } encryption)
        {
            byte[] unique = new byte[FileUniqueBytes];
            random.Fill(unique);
            byte[] prefix = encryption.AadPrefix.ToArray();
            bool isStored = encryption.StoreAadPrefix && prefix.Length > 0;
            _crypto = new FileCryptoMetaData(
                new EncryptionAlgorithm(false, isStored ? prefix : null, unique, !encryption.StoreAadPrefix),
                encryption.FooterKeyMetadata.ToArray());
            aad = new FileAad(prefix, unique);
            _footerEncryptor = new ModuleEncryptor(encryption.FooterKey, aad, random);
        }

        _encoders = [.. schema.Select((field, ordinal) => Encoder(field, ordinal, aad, random))];
        Write(_crypto is null || !options.Encryption!.IsFooterEncrypted ? "PAR1"u8 : "PARE"u8);
    }

    /// <summary>The columns that every row group must have.</summary>
    public Schema Schema { get; }

    /// <summary>Writes a whole table as a file.</summary>
    /// <param name="stream">Written from its current position; stays the caller's.</param>
    /// <param name="table">What is written.</param>
    /// <param name="options">How.</param>
    /// <returns>What identifies the file.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or a column key is of no column.</exception>
    public static WrittenFile Write(Stream stream, Table table, ParquetWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        using ParquetWriter writer = new(stream, table.Schema, options);
        writer.Write(table);
        return writer.Finish();
    }

    /// <summary>Appends the rows of <paramref name="table"/> as one or more row groups.</summary>
    /// <exception cref="ArgumentException">The table's schema is not the file's, or a decimal has more digits than its field.</exception>
    /// <exception cref="InvalidOperationException">The file is finished, would have more row groups than can be numbered (32,767), or a key would seal more than
    /// 2^32 modules; such a file cannot be gone on with.</exception>
    public void Write(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowIfFinished();
        if (!table.Schema.SequenceEqual(Schema))
        {
            throw new ArgumentException("The table's columns are not those of the file.", nameof(table));
        }

        if (table.Columns.OfType<DecimalColumn>().FirstOrDefault(column => !DecimalBytes.Fit(column)) is { } tooLong)
        {
            throw new ArgumentException($"A number of '{tooLong.Name}' has more than {tooLong.Field.Precision} digits.", nameof(table));
        }

        int rows = RowsPerGroup(table);
        for (int start = 0; start < table.RowCount; start += Math.Min(rows, table.RowCount - start))
        {
            WriteRowGroup(table, start, Math.Min(rows, table.RowCount - start));
        }
    }

    /// <summary>Writes the end of the file.</summary>
    /// <exception cref="InvalidOperationException">The file is finished already.</exception>
    public WrittenFile Finish()
    {
        ThrowIfFinished();
        _isFinished = true;
        WriteIndexes();
        _options.Encryption?.FooterKey.CountSeals(1);
        FileMetaData footer = new()
        {
            Schema = StoredColumn.Elements(Schema),
            RowCount = _rows,
            RowGroups = _rowGroups,
            CreatedBy = CreatedBy,
            KeyValues = [.. _options.KeyValueMetadata.Select(pair => (pair.Key, (string?)pair.Value))],
        };
        byte[] end = _crypto is null ? FooterWriter.Plaintext(footer)
            : _options.Encryption!.IsFooterEncrypted ? FooterWriter.Encrypted(footer, _crypto, _footerEncryptor!)
            : FooterWriter.Signed(footer, _crypto, _footerEncryptor!);
        Write(end);
        Dictionary<string, ReadOnlyMemory<byte>> digests = new(StringComparer.Ordinal);
        for (int i = 0; i < Schema.Count && _crypto is not null; i++)
        {
            digests.Add(Schema[i].Name, _encoders[i].TagDigest());
        }

        // The footer digest covers all before the length too: file crypto metadata and footer, length, magic.
        return new WrittenFile(SHA256.HashData(end), digests, _position, _rows);
    }

    /// <summary>Lets go of the keys. Does not finish the file.</summary>
    public void Dispose()
    {
        _isFinished = true;
        _footerEncryptor?.Dispose();
        foreach (ColumnEncoder encoder in _encoders)
        {
            encoder.Dispose();
        }
    }

    private static void Check(Schema schema, ParquetWriterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RowGroupRows, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RowGroupBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PageRows, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PageBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDegreeOfParallelism, 1, nameof(options));
        if (schema.Count is 0 or > short.MaxValue)
        {
            throw new ArgumentException("A file has 1 to 32,767 columns.", nameof(schema));
        }

        if (schema.FirstOrDefault(field => field.Type == ColumnType.List) is { } list)
        {
            throw new ArgumentException($"'{list.Name}' holds lists, which are read and not written.", nameof(schema));
        }

        if ((options.RowGroupRows - 1L) / options.PageRows >= PageSize.MaxPages)
        {
            throw new ArgumentException("A row group has at most 32,767 pages a column: make pages longer.", nameof(options));
        }

        if (options.Encryption?.ColumnKeys.Keys.FirstOrDefault(name => schema.IndexOf(name) < 0) is { } stranger)
        {
            throw new ArgumentException($"There is a key for '{stranger}', which is no column.", nameof(options));
        }
    }

    private ColumnEncoder Encoder(Field field, int ordinal, FileAad? aad, IRandomBytes random)
    {
        if (aad is null)
        {
            return new ColumnEncoder(field, ordinal, _options, null, null);
        }

        FileEncryption encryption = _options.Encryption!;
        SecretKey key = encryption.ColumnKeys.TryGetValue(field.Name, out ColumnKey? own) ? own.Key : encryption.FooterKey;
        return new ColumnEncoder(field, ordinal, _options, key, new ModuleEncryptor(key, aad, random));
    }

    private void WriteRowGroup(Table table, int start, int count)
    {
        if (_rowGroups.Count == short.MaxValue)
        {
            throw new InvalidOperationException("A file has at most 32,767 row groups: make them longer.");
        }

        short ordinal = (short)_rowGroups.Count;
        EncodedChunk?[] encoded = new EncodedChunk?[Schema.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = _options.MaxDegreeOfParallelism };
        Parallel.For(0, encoded.Length, parallel, column =>
        {
            EncoderBuffers buffers = _buffers.TryTake(out EncoderBuffers? used) ? used : new EncoderBuffers(_options.Compression);
            encoded[column] = _encoders[column].Encode(table.Columns[column], start, count, ordinal, buffers);
            _buffers.Add(buffers);
        });
        if (encoded.Contains(null))
        {
            // Modules of other columns may be sealed and not written: their digests are no longer those of the file.
            _isFinished = true;
            throw new InvalidOperationException("A key seals at most 2^32 modules: use a new one, and a new file.");
        }

        EncodedChunk[] chunks = encoded!;
        long fileOffset = _position;
        List<ColumnChunk> columns = [];
        for (int i = 0; i < chunks.Length; i++)
        {
            ColumnMetaData metaData = chunks[i].At(_position);
            if (_options.WithPageIndex)
            {
                _indexes.Add(new ChunkIndexes(ordinal, i, chunks[i].PagesAt(_position), chunks[i].Index));
            }

            Write(chunks[i].Bytes.WrittenSpan);
            columns.Add(Describe(i, metaData, ordinal));
        }

        _rows += count;
        _rowGroups.Add(new RowGroup
        {
            Columns = columns,
            RowCount = count,
            Ordinal = ordinal,
            FileOffset = fileOffset,
            TotalByteSize = chunks.Sum(chunk => chunk.MetaData.UncompressedSize),
            TotalCompressedSize = _position - fileOffset,
        });
    }

    private ColumnChunk Describe(int column, ColumnMetaData metaData, short rowGroup)
    {
        if (_crypto is null)
        {
            return new ColumnChunk { MetaData = metaData };
        }

        FileEncryption encryption = _options.Encryption!;
        bool hasOwnKey = encryption.ColumnKeys.TryGetValue(Schema[column].Name, out ColumnKey? own);
        ColumnCryptoMetaData crypto = hasOwnKey ? new(true, own!.KeyMetadata.ToArray()) : new(false, []);
        if (!hasOwnKey && encryption.IsFooterEncrypted)
        {
            return new ColumnChunk { MetaData = metaData, Crypto = crypto };
        }

        // Beside a plaintext footer every encrypted column has its metadata sealed, and a copy without bounds for readers that only look.
        return new ColumnChunk
        {
            Crypto = crypto,
            EncryptedMetaData = _encoders[column].SealMetaData(metaData, rowGroup),
            MetaData = encryption.IsFooterEncrypted ? null : metaData with { Statistics = null },
        };
    }

    /// <summary>Writes the indexes of all chunks, those of a row group together, and notes in the footer where they lie.</summary>
    private void WriteIndexes()
    {
        foreach (ChunkIndexes chunk in _indexes)
        {
            RowGroup group = _rowGroups[chunk.RowGroup];
            ColumnEncoder encoder = _encoders[chunk.Column];
            List<ColumnChunk> columns = (List<ColumnChunk>)group.Columns;
            if (chunk.Columns is { } index)
            {
                byte[] bytes = encoder.SealIndex(index.Write, ModuleType.ColumnIndex, chunk.RowGroup);
                columns[chunk.Column] = columns[chunk.Column] with { ColumnIndex = (_position, bytes.Length) };
                Write(bytes);
            }

            byte[] offsets = encoder.SealIndex(chunk.Offsets.Write, ModuleType.OffsetIndex, chunk.RowGroup);
            columns[chunk.Column] = columns[chunk.Column] with { OffsetIndex = (_position, offsets.Length) };
            Write(offsets);
        }
    }

    /// <summary>As many rows as fit the memory of a row group, and no more than its rows.</summary>
    private int RowsPerGroup(Table table)
    {
        long bytes = table.Columns.Sum(column => column.MemoryBytes);
        long rows = bytes <= _options.RowGroupBytes ? table.RowCount : Math.Max(1, (long)((double)_options.RowGroupBytes / bytes * table.RowCount));
        return (int)Math.Max(1, Math.Min(rows, _options.RowGroupRows));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _position += bytes.Length;
    }

    private void ThrowIfFinished()
    {
        if (_isFinished)
        {
            throw new InvalidOperationException("The file is finished.");
        }
    }
}
