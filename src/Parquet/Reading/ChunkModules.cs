using System.Security.Cryptography;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Takes the pages out of the bytes of one column chunk, opening encrypted ones. For one thread.</summary>
internal sealed class ChunkModules(MemoryBudget budget, IncrementalHash? tags)
{
    private ReadOnlyMemory<byte> _chunk;
    private int _position;
    private short _rowGroup;
    private short _column;
    private ModuleDecryptor? _decryptor;
    private bool _isCtr;
    private byte[] _header = [];
    private byte[] _body = [];

    /// <summary>Bytes of the chunk that have not been read.</summary>
    public int Left => _chunk.Length - _position;

    /// <summary>Begins with the first byte of a chunk; <paramref name="decryptor"/> is null when it is not encrypted.</summary>
    public void Begin(ReadOnlyMemory<byte> chunk, short rowGroup, short column, ModuleDecryptor? decryptor, bool isCtr)
    {
        (_chunk, _position, _rowGroup, _column, _decryptor, _isCtr) = (chunk, 0, rowGroup, column, decryptor, isCtr);
    }

    /// <summary>Reads the next page header.</summary>
    public ParquetFailure? ReadHeader(bool isDictionary, short page, out PageHeader header)
    {
        header = default;
        ModuleType type = isDictionary ? ModuleType.DictionaryPageHeader : ModuleType.DataPageHeader;
        ReadOnlySpan<byte> bytes = _chunk.Span[_position..];
        if (_decryptor is not null)
        {
            ParquetFailure? failure = Open(bytes, new ModulePlace(type, _rowGroup, _column, isDictionary ? (short)0 : page), ref _header, out int length);
            if (failure is not null)
            {
                return failure;
            }

            _position += length + ModuleFrame.GcmOverhead;
            bytes = _header.AsSpan(0, length);
        }

        ThriftReader reader = new(bytes);
        if (!PageHeader.TryRead(ref reader, out header))
        {
            return new ParquetFailure(ParquetFailureReason.MalformedPageHeader) { Module = type };
        }

        _position += _decryptor is null ? reader.Position : 0;
        return header.CompressedSize > Left
            ? new ParquetFailure(ParquetFailureReason.Truncated, "a page is longer than its column chunk") { Module = type }
            : null;
    }

    /// <summary>Reads the page after its header: decrypted, or with its checksum verified, but still compressed. Valid until the next call.</summary>
    public ParquetFailure? ReadBody(in PageHeader header, bool isDictionary, short page, out ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> bytes = _chunk.Span.Slice(_position, header.CompressedSize);
        _position += header.CompressedSize;
        body = bytes;
        if (_decryptor is null)
        {
            return header.Crc is { } crc && Compression.Crc32.Compute(bytes) != crc
                ? new ParquetFailure(ParquetFailureReason.PageChecksum)
                : null;
        }

        ModuleType type = isDictionary ? ModuleType.DictionaryPage : ModuleType.DataPage;
        ParquetFailure? failure = _isCtr
            ? OpenCtr(bytes, type, out int length)
            : Open(bytes, new ModulePlace(type, _rowGroup, _column, isDictionary ? (short)0 : page), ref _body, out length);
        if (failure is null && length + (_isCtr ? ModuleFrame.LengthSize + ModuleFrame.NonceSize : ModuleFrame.GcmOverhead) != bytes.Length)
        {
            failure = new ParquetFailure(ParquetFailureReason.MalformedPageHeader, "the size of the page is not that of its module") { Module = type };
        }

        body = failure is null ? _body.AsSpan(0, length) : default;
        return failure;
    }

    private ParquetFailure? Open(ReadOnlySpan<byte> bytes, ModulePlace place, ref byte[] plaintext, out int length)
    {
        length = 0;
        if (!ModuleFrame.TrySplit(bytes, ModuleFrame.NonceSize + ModuleFrame.TagSize, out ReadOnlySpan<byte> body))
        {
            return new ParquetFailure(ParquetFailureReason.Truncated, "a module is longer than what holds it, or too short") { Module = place.Type };
        }

        length = body.Length - ModuleFrame.NonceSize - ModuleFrame.TagSize;
        if (!budget.TryGrow(ref plaintext, 0, length))
        {
            return new ParquetFailure(ParquetFailureReason.TooLarge) { Module = place.Type };
        }

        if (!_decryptor!.TryOpen(body, place, plaintext.AsSpan(0, length)))
        {
            return new ParquetFailure(ParquetFailureReason.ModuleAuthentication) { Module = place.Type };
        }

        tags?.AppendData(_decryptor.LastTag.Span);
        return null;
    }

    private ParquetFailure? OpenCtr(ReadOnlySpan<byte> bytes, ModuleType type, out int length)
    {
        length = 0;
        if (!ModuleFrame.TrySplit(bytes, ModuleFrame.NonceSize, out ReadOnlySpan<byte> body))
        {
            return new ParquetFailure(ParquetFailureReason.Truncated, "a module is longer than what holds it, or too short") { Module = type };
        }

        length = body.Length - ModuleFrame.NonceSize;
        if (!budget.TryGrow(ref _body, 0, length))
        {
            return new ParquetFailure(ParquetFailureReason.TooLarge) { Module = type };
        }

        _decryptor!.OpenCtr(body, _body.AsSpan(0, length));
        return null;
    }
}
