using System.Buffers;
using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Takes the pages out of one column chunk, opening encrypted ones. For one thread.</summary>
internal sealed class ChunkModules(MemoryBudget budget) : IDisposable
{
    private const int FirstHeaderBytes = 1 << 10;
    private const int MaxHeaderBytes = 1 << 24;
    private readonly ChunkBytes _bytes = new(budget);
    private ChunkPlace _place = null!;
    private ModuleDecryptor? _decryptor;
    private ArrayBufferWriter<byte>? _tags;
    private bool _isCtr;

    /// <summary>Bytes of the chunk that have not been read.</summary>
    public long Left => _bytes.Left;

    /// <summary>Begins with the first byte of a chunk.</summary>
    /// <param name="source">The file, which is known to hold the chunk.</param>
    /// <param name="place">Where the chunk lies.</param>
    /// <param name="decryptor">Null when the chunk is not encrypted.</param>
    /// <param name="isCtr">Whether page bodies are encrypted without authentication.</param>
    /// <param name="tags">Receives the tags of all modules in order; null when nobody asks for them.</param>
    public void Begin(IByteSource source, ChunkPlace place, ModuleDecryptor? decryptor, bool isCtr, ArrayBufferWriter<byte>? tags)
    {
        (_place, _decryptor, _isCtr, _tags) = (place, decryptor, isCtr, tags);
        _bytes.Begin(source, place.MetaData.Start, place.MetaData.CompressedSize);
    }

    /// <summary>Goes to another page of the chunk: the bytes from <paramref name="offset"/> of the file to the end of the chunk.</summary>
    public void GoTo(IByteSource source, long offset) =>
        _bytes.Begin(source, offset, _place.MetaData.Start + _place.MetaData.CompressedSize - offset);

    /// <summary>Gives the memory back, zeroed.</summary>
    public void Dispose() => _bytes.Dispose();

    /// <summary>Reads the next page header.</summary>
    public ParquetFailure? ReadHeader(bool isDictionary, short page, out PageHeader header)
    {
        ModuleType type = isDictionary ? ModuleType.DictionaryPageHeader : ModuleType.DataPageHeader;
        ParquetFailure? failure = _decryptor is null ? ReadPlainHeader(type, out header) : OpenHeader(type, isDictionary ? (short)0 : page, out header);
        return failure is null && header.CompressedSize > Left
            ? new ParquetFailure(ParquetFailureReason.Truncated, "a page is longer than its column chunk") { Module = type }
            : failure;
    }

    /// <summary>Reads the page after its header: decrypted, or with its checksum verified, but still compressed. Valid until the next call.</summary>
    public ParquetFailure? ReadBody(in PageHeader header, bool isDictionary, short page, out ReadOnlySpan<byte> body)
    {
        body = default;
        ModuleType type = isDictionary ? ModuleType.DictionaryPage : ModuleType.DataPage;
        if (_decryptor is null)
        {
            ParquetFailureReason reason = _bytes.Show(header.CompressedSize, out Span<byte> shown);
            if (reason != ParquetFailureReason.None)
            {
                return new ParquetFailure(reason);
            }

            body = shown[..header.CompressedSize];
            _bytes.Pass(header.CompressedSize);
            return header.Crc is { } crc && Compression.Crc32.Compute(body) != crc ? new ParquetFailure(ParquetFailureReason.PageChecksum) : null;
        }

        ParquetFailure? failure = ShowModule(header.CompressedSize, ModuleFrame.NonceSize + (_isCtr ? 0 : ModuleFrame.TagSize), type, out Span<byte> module);
        if (failure is not null)
        {
            return failure;
        }

        bool hasSize = module.Length + ModuleFrame.LengthSize == header.CompressedSize;
        failure = _isCtr ? OpenCtr(module, out body) : Open(module, Place(type, isDictionary ? (short)0 : page), out body);
        _bytes.Pass(header.CompressedSize);
        return failure is null && !hasSize
            ? new ParquetFailure(ParquetFailureReason.MalformedPageHeader, "the size of the page is not that of its module") { Module = type }
            : failure;
    }

    private ModulePlace Place(ModuleType type, short page) => new(type, _place.RowGroupOrdinal, _place.ColumnOrdinal, page);

    /// <summary>A header has no length before it: what is shown grows until it parses, or cannot.</summary>
    private ParquetFailure? ReadPlainHeader(ModuleType type, out PageHeader header)
    {
        header = default;
        for (long shown = Math.Min(FirstHeaderBytes, Left); ; shown = Math.Min(shown * 8, Left))
        {
            ParquetFailureReason reason = _bytes.Show(shown, out Span<byte> bytes);
            if (reason != ParquetFailureReason.None)
            {
                return new ParquetFailure(reason) { Module = type };
            }

            ThriftReader reader = new(bytes);
            if (PageHeader.TryRead(ref reader, out header))
            {
                _bytes.Pass(reader.Position);
                return null;
            }

            if (bytes.Length >= Math.Min(Left, MaxHeaderBytes))
            {
                return new ParquetFailure(ParquetFailureReason.MalformedPageHeader) { Module = type };
            }
        }
    }

    private ParquetFailure? OpenHeader(ModuleType type, short page, out PageHeader header)
    {
        header = default;
        ParquetFailure? failure = ShowModule(Left, ModuleFrame.NonceSize + ModuleFrame.TagSize, type, out Span<byte> module);
        if (failure is not null)
        {
            return failure;
        }

        int size = module.Length + ModuleFrame.LengthSize;
        failure = Open(module, Place(type, page), out ReadOnlySpan<byte> plain);
        _bytes.Pass(size);
        if (failure is not null)
        {
            return failure;
        }

        ThriftReader reader = new(plain);
        return PageHeader.TryRead(ref reader, out header) ? null : new ParquetFailure(ParquetFailureReason.MalformedPageHeader) { Module = type };
    }

    /// <summary>Shows the module that comes next and lies within <paramref name="room"/> bytes: nonce, ciphertext, tag.</summary>
    private ParquetFailure? ShowModule(long room, int minimum, ModuleType type, out Span<byte> module)
    {
        module = default;
        uint length = 0;
        ParquetFailureReason reason = room < ModuleFrame.LengthSize ? ParquetFailureReason.Truncated : _bytes.Show(ModuleFrame.LengthSize, out module);
        if (reason == ParquetFailureReason.None)
        {
            length = BinaryPrimitives.ReadUInt32LittleEndian(module);
            bool isThere = length >= minimum && length <= room - ModuleFrame.LengthSize && length <= Array.MaxLength - ModuleFrame.LengthSize;
            reason = isThere ? _bytes.Show(ModuleFrame.LengthSize + (long)length, out module) : ParquetFailureReason.Truncated;
        }

        if (reason != ParquetFailureReason.None)
        {
            string? detail = reason == ParquetFailureReason.Truncated ? "a module is longer than what holds it, or too short" : null;
            return new ParquetFailure(reason, detail) { Module = type };
        }

        module = module.Slice(ModuleFrame.LengthSize, (int)length);
        return null;
    }

    /// <summary>Opens a module where it lies: what is written anew is in the processor's cache, and no second buffer takes the place of the bytes to come.</summary>
    private ParquetFailure? Open(Span<byte> module, ModulePlace place, out ReadOnlySpan<byte> plaintext)
    {
        Span<byte> text = module[ModuleFrame.NonceSize..^ModuleFrame.TagSize];
        bool isGenuine = _decryptor!.TryOpen(module, place, text);
        plaintext = isGenuine ? text : default;
        if (!isGenuine)
        {
            return new ParquetFailure(ParquetFailureReason.ModuleAuthentication) { Module = place.Type };
        }

        _tags?.Write(module[^ModuleFrame.TagSize..]);
        return null;
    }

    private ParquetFailure? OpenCtr(Span<byte> module, out ReadOnlySpan<byte> plaintext)
    {
        Span<byte> text = module[ModuleFrame.NonceSize..];
        _decryptor!.OpenCtr(module, text);
        plaintext = text;
        return null;
    }
}
