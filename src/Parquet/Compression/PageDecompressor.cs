using System.IO.Compression;
using EnclaveCleanRoom.Parquet.Compression.Zstandard;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Pooling;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet.Compression;

/// <summary>Decompresses pages of one column into one buffer that is used again and again. For one thread.</summary>
internal sealed class PageDecompressor(Codec codec, MemoryBudget budget) : IDisposable
{
    private const int FirstGuess = 1 << 16;
    private readonly NativeArray<byte> _buffer = new();
    private ZstandardDecoder? _zstandard;

    /// <summary>The codec's name when pages of it cannot be read here, else null.</summary>
    public static string? Refusal(Codec codec) => codec switch
    {
        Codec.Uncompressed or Codec.Snappy or Codec.Gzip or Codec.Brotli or Codec.Lz4 or Codec.Zstd or Codec.Lz4Raw => null,
        Codec.Lzo => "LZO",
        _ => $"codec {(int)codec}",
    };

    /// <summary>Decompresses <paramref name="compressed"/> to exactly <paramref name="size"/> bytes, which are valid until the next call.</summary>
    /// <remarks>The declared size is believed only as far as the compressed bytes can possibly make it true.</remarks>
    public ParquetFailureReason Decompress(ReadOnlySpan<byte> compressed, int size, out ReadOnlySpan<byte> page)
    {
        page = compressed;
        if (codec == Codec.Uncompressed)
        {
            return compressed.Length == size ? ParquetFailureReason.None : ParquetFailureReason.MalformedCompression;
        }

        ParquetFailureReason reason = codec switch
        {
            Codec.Snappy => Block(compressed, size, SnappyDecoder.MaxExpansion),
            Codec.Lz4Raw or Codec.Lz4 => Block(compressed, size, Lz4RawDecoder.MaxExpansion),
            Codec.Gzip => Gzip(compressed, size),
            Codec.Zstd => (_zstandard ??= new ZstandardDecoder()).Decode(compressed, size, budget, _buffer),
            _ => Brotli(compressed, size),
        };
        page = reason == ParquetFailureReason.None ? _buffer.AsSpan(0, size) : default;
        return reason;
    }

    /// <summary>Gives the memory back, zeroed.</summary>
    public void Dispose()
    {
        _buffer.Dispose();
        _zstandard?.Dispose();
    }

    private ParquetFailureReason Block(ReadOnlySpan<byte> compressed, int size, long maxExpansion)
    {
        if (size > (compressed.Length * maxExpansion) + 64)
        {
            return ParquetFailureReason.MalformedCompression;
        }

        if (!budget.TryGrow(_buffer, 0, size))
        {
            return ParquetFailureReason.TooLarge;
        }

        Span<byte> output = _buffer.AsSpan(0, size);
        bool isWell = codec switch
        {
            Codec.Snappy => SnappyDecoder.TryDecode(compressed, output),
            Codec.Lz4 => Lz4FramedDecoder.TryDecode(compressed, output),
            _ => Lz4RawDecoder.TryDecode(compressed, output),
        };
        return isWell ? ParquetFailureReason.None : ParquetFailureReason.MalformedCompression;
    }

    private unsafe ParquetFailureReason Gzip(ReadOnlySpan<byte> compressed, int size)
    {
        fixed (byte* start = compressed)
        {
            // A file may concatenate several gzip members in one page; the stream reads them all.
            using UnmanagedMemoryStream input = new(start, compressed.Length);
            using GZipStream gzip = new(input, CompressionMode.Decompress);
            try
            {
                int written = 0;
                while (true)
                {
                    if (!TryMakeRoom(compressed.Length, written, size))
                    {
                        return ParquetFailureReason.TooLarge;
                    }

                    int room = Math.Min(_buffer.Length, size) - written;
                    int read = room == 0 ? ReadByteBeyond(gzip) : gzip.Read(_buffer.AsSpan(written, room));
                    if (read == 0)
                    {
                        return written == size ? ParquetFailureReason.None : ParquetFailureReason.MalformedCompression;
                    }

                    written += read;
                    if (written > size)
                    {
                        return ParquetFailureReason.MalformedCompression;
                    }
                }
            }
            catch (InvalidDataException)
            {
                return ParquetFailureReason.MalformedCompression;
            }
        }
    }

    private ParquetFailureReason Brotli(ReadOnlySpan<byte> compressed, int size)
    {
        // A decoder without any room never says that it is done.
        Span<byte> none = stackalloc byte[1];
        using BrotliDecoder decoder = new();
        int written = 0;
        while (true)
        {
            if (!TryMakeRoom(compressed.Length, written, size))
            {
                return ParquetFailureReason.TooLarge;
            }

            Span<byte> room = size == 0 ? none : _buffer.AsSpan(written, Math.Min(_buffer.Length, size) - written);
            System.Buffers.OperationStatus status = decoder.Decompress(compressed, room, out int consumed, out int more);
            compressed = compressed[consumed..];
            written += more;
            if (status == System.Buffers.OperationStatus.Done)
            {
                return written == size && compressed.IsEmpty ? ParquetFailureReason.None : ParquetFailureReason.MalformedCompression;
            }

            if (status != System.Buffers.OperationStatus.DestinationTooSmall || written == size)
            {
                return ParquetFailureReason.MalformedCompression;
            }
        }
    }

    /// <summary>Room to go on: first for what the input probably makes, then twice what it has made, never more than declared.</summary>
    private bool TryMakeRoom(int compressedLength, int written, int size)
    {
        if (written < Math.Min(_buffer.Length, size) || written == size)
        {
            return true;
        }

        long guess = Math.Max(FirstGuess, Math.Max(compressedLength * 8L, written * 2L));
        return budget.TryGrow(_buffer, written, Math.Min(size, guess));
    }

    private static int ReadByteBeyond(GZipStream gzip) => gzip.ReadByte() < 0 ? 0 : 1;
}
