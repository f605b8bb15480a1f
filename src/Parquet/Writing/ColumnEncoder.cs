using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Encodes one column, row group after row group: encode, compress, encrypt. For one thread at a time.</summary>
internal sealed class ColumnEncoder : IDisposable
{
    private readonly Field _field;
    private readonly short _ordinal;
    private readonly ParquetWriterOptions _options;
    private readonly SecretKey? _key;
    private readonly ModuleEncryptor? _encryptor;
    private readonly IncrementalHash _tags = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _chunk = new();
    private EncoderBuffers _buffers = null!;
    private PageCompressor _chosen = null!;

    /// <param name="field">The column.</param>
    /// <param name="ordinal">Its place in the file.</param>
    /// <param name="options">How pages are laid out.</param>
    /// <param name="key">The column's key; null when it is not encrypted.</param>
    /// <param name="encryptor">Seals under that key.</param>
    public ColumnEncoder(Field field, int ordinal, ParquetWriterOptions options, SecretKey? key, ModuleEncryptor? encryptor)
    {
        _field = field;
        _ordinal = (short)ordinal;
        _options = options;
        _key = key;
        _encryptor = encryptor;
    }

    private ArrayBufferWriter<byte> Page => _buffers.Page;

    /// <summary>SHA-256 over the tags of all pages and page headers so far.</summary>
    public byte[] TagDigest() => _tags.GetCurrentHash();

    /// <summary>Encodes rows of a column as the chunk of a row group; valid until the next call. Null when the key would seal more than it may; nothing is sealed then.</summary>
    public EncodedChunk? Encode(Column column, int start, int count, short rowGroup, EncoderBuffers buffers)
    {
        _chunk.ResetWrittenCount();
        _buffers = buffers;
        ChunkValues values = buffers.Values.Create(column, start, count);
        int pageRows = PageSize.RowsOf(count, values.EncodedBytes, _options);
        if (_key is not null && !_key.TryCountSeals(Modules(((count - 1) / pageRows) + 1)))
        {
            return null;
        }

        _chosen = ChunkCodec.IsWorthwhile(values, buffers.Compressor, Page) ? buffers.Compressor : buffers.None;
        long uncompressed = 0;
        if (values.HasDictionary)
        {
            Page.ResetWrittenCount();
            values.WriteDictionary(Page);
            PageHeader header = new() { Type = PageType.Dictionary, ValueCount = values.DictionaryCount, Encoding = Encoding.Plain };
            uncompressed += WritePage(header, rowGroup, 0);
        }

        long dataOffset = _chunk.WrittenCount;
        PageBounds bounds = new(values);
        List<PageLocation> pages = [];
        int present = 0;
        int codedPages = 0;
        for (int at = 0, page = 0; at < count; at += Math.Min(pageRows, count - at), page++)
        {
            int rows = Math.Min(pageRows, count - at);
            int before = _chunk.WrittenCount;
            int inPage = FillPage(column, values, start + at, rows, present, out Encoding encoding);
            codedPages += encoding == Encoding.RleDictionary ? 1 : 0;
            bounds.Add(present, inPage, rows - inPage);
            present += inPage;
            uncompressed += WritePage(new PageHeader { Type = PageType.Data, ValueCount = rows, Encoding = encoding }, rowGroup, (short)page);
            pages.Add(new PageLocation(before, _chunk.WrittenCount - before, at));
        }

        ColumnMetaData metaData = new()
        {
            Type = StoredColumn.PhysicalTypeOf(_field.Type),
            Encodings = EncodingsOf(values, codedPages < pages.Count),
            Path = [_field.Name],
            Codec = _chosen.Codec,
            ValueCount = count,
            UncompressedSize = uncompressed,
            CompressedSize = _chunk.WrittenCount,
            DataPageOffset = dataOffset,
            DictionaryPageOffset = values.HasDictionary ? 0 : null,
            Statistics = bounds.Chunk(),
            PageEncodings = PageEncodingsOf(values, codedPages, pages.Count - codedPages),
        };
        return new EncodedChunk(_chunk, metaData, pages, bounds.Index());
    }

    /// <summary>The bytes of an index as they go into the file.</summary>
    /// <param name="write">Writes the index.</param>
    /// <param name="type">Which index it is.</param>
    /// <param name="rowGroup">The ordinal of the row group.</param>
    public byte[] SealIndex(Action<ThriftWriter> write, ModuleType type, short rowGroup)
    {
        ThriftWriter index = new();
        write(index);
        return _encryptor is null ? index.Written.ToArray() : Seal(index.Written, new ModulePlace(type, rowGroup, _ordinal));
    }

    /// <summary>Seals the metadata of a chunk as a module of its own.</summary>
    public byte[] SealMetaData(ColumnMetaData metaData, short rowGroup)
    {
        ThriftWriter written = new();
        metaData.Write(written);
        return Seal(written.Written, new ModulePlace(ModuleType.ColumnMetaData, rowGroup, _ordinal));
    }

    public void Dispose()
    {
        _encryptor?.Dispose();
        _tags.Dispose();
    }

    private static IReadOnlyList<Encoding> EncodingsOf(ChunkValues values, bool hasOthers) =>
        [.. ((Encoding[])[.. values.HasDictionary ? [Encoding.RleDictionary, Encoding.Plain] : (Encoding[])[], .. hasOthers ? [values.Encoding] : (Encoding[])[], Encoding.Rle]).Distinct()];

    private static List<PageEncoding> PageEncodingsOf(ChunkValues values, int coded, int others)
    {
        List<PageEncoding> pages = values.HasDictionary ? [new(PageType.Dictionary, Encoding.Plain, 1)] : [];
        if (coded > 0)
        {
            pages.Add(new(PageType.Data, Encoding.RleDictionary, coded));
        }

        if (others > 0)
        {
            pages.Add(new(PageType.Data, values.Encoding, others));
        }

        return pages;
    }

    /// <summary>Header and body of each page and of a dictionary, metadata and two indexes.</summary>
    private long Modules(long pages) => (2 * (pages + 1)) + (_options.WithPageIndex ? 3 : 1);

    private byte[] Seal(ReadOnlySpan<byte> plaintext, ModulePlace place)
    {
        byte[] module = new byte[plaintext.Length + ModuleFrame.GcmOverhead];
        _encryptor!.Seal(plaintext, place, module);
        return module;
    }

    /// <summary>Puts levels and values of a v1 data page together and returns how many values are present.</summary>
    /// <remarks>A page has codes when all of its values are in the dictionary.</remarks>
    private int FillPage(Column column, ChunkValues values, int start, int rows, int firstPresent, out Encoding encoding)
    {
        Page.ResetWrittenCount();
        int present = rows;
        if (_field.IsNullable)
        {
            present = column.Validity is null ? rows : ValidityBits.CountOnes(column.Validity, start, rows);
            WriteLevels(column.Validity, start, rows);
        }

        if (values.HasDictionary && firstPresent + present <= values.CodedCount)
        {
            encoding = Encoding.RleDictionary;
            values.WriteCodes(firstPresent, present, Page);
        }
        else
        {
            encoding = values.Encoding;
            values.WriteValues(firstPresent, present, Page);
        }

        return present;
    }

    private void WriteLevels(Bitmap? validity, int start, int rows)
    {
        int bytes = (rows + 7) >> 3;
        byte[] bits = ArrayPool<byte>.Shared.Rent(bytes);
        if (validity is null)
        {
            bits.AsSpan(0, bytes).Fill(0xFF);
        }
        else
        {
            ValidityBits.Copy(validity, start, rows, bits.AsSpan(0, bytes));
        }

        int lengthAt = Page.WrittenCount;
        Page.GetSpan(4)[..4].Clear();
        Page.Advance(4);
        RleHybridWriter.WriteBits(bits.AsSpan(0, bytes), rows, Page);
        ArrayPool<byte>.Shared.Return(bits);
        Span<byte> written = System.Runtime.InteropServices.MemoryMarshal.AsMemory(Page.WrittenMemory).Span;
        BinaryPrimitives.WriteInt32LittleEndian(written[lengthAt..], Page.WrittenCount - lengthAt - 4);
    }

    /// <summary>Compresses, encrypts and appends the page that lies in the page buffer; returns its size before compression, header included.</summary>
    private long WritePage(PageHeader header, short rowGroup, short page)
    {
        bool isDictionary = header.Type == PageType.Dictionary;
        ReadOnlySpan<byte> body = _chosen.Compress(Page.WrittenSpan);
        header = header with
        {
            UncompressedSize = Page.WrittenCount,
            CompressedSize = body.Length + (_encryptor is null ? 0 : ModuleFrame.GcmOverhead),
            Crc = _encryptor is null ? Crc32.Compute(body) : null,
        };
        ThriftWriter written = _buffers.Header;
        written.Clear();
        header.Write(written);
        ModuleType headerType = isDictionary ? ModuleType.DictionaryPageHeader : ModuleType.DataPageHeader;
        ModuleType bodyType = isDictionary ? ModuleType.DictionaryPage : ModuleType.DataPage;
        int headerSize = Append(written.Written, new ModulePlace(headerType, rowGroup, _ordinal, page));
        Append(body, new ModulePlace(bodyType, rowGroup, _ordinal, page));
        return headerSize + header.UncompressedSize + (_encryptor is null ? 0 : ModuleFrame.GcmOverhead);
    }

    private int Append(ReadOnlySpan<byte> plaintext, ModulePlace place)
    {
        if (_encryptor is null)
        {
            _chunk.Write(plaintext);
            return plaintext.Length;
        }

        int size = plaintext.Length + ModuleFrame.GcmOverhead;
        Span<byte> module = _chunk.GetSpan(size)[..size];
        _encryptor.Seal(plaintext, place, module);
        _tags.AppendData(module[^ModuleFrame.TagSize..]);
        _chunk.Advance(size);
        return size;
    }
}
