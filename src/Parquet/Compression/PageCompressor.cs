using System.IO.Compression;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Compression;

/// <summary>Compresses pages. For one thread.</summary>
internal sealed class PageCompressor(PageCompression compression)
{
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 22;
    private readonly SnappyEncoder? _snappy = compression == PageCompression.Snappy ? new() : null;
    private byte[] _buffer = [];

    /// <summary>The codec of what <see cref="Compress"/> gives.</summary>
    public Codec Codec => compression switch
    {
        PageCompression.None => Codec.Uncompressed,
        PageCompression.Snappy => Codec.Snappy,
        PageCompression.Gzip => Codec.Gzip,
        _ => Codec.Brotli,
    };

    /// <summary>The compressed page, valid until the next call.</summary>
    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page)
    {
        switch (compression)
        {
            case PageCompression.None:
                return page;
            case PageCompression.Snappy:
                Span<byte> block = Room(SnappyEncoder.MaxLength(page.Length));
                return block[.._snappy!.Encode(page, block)];
            case PageCompression.Gzip:
                return Gzip(page);
            default:
                Span<byte> room = Room(BrotliEncoder.GetMaxCompressedLength(page.Length));
                return BrotliEncoder.TryCompress(page, room, out int written, BrotliQuality, BrotliWindow)
                    ? room[..written]
                    : throw new System.Diagnostics.UnreachableException("Brotli had the room that it asked for.");
        }
    }

    private static ReadOnlySpan<byte> Gzip(ReadOnlySpan<byte> page)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(page);
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length < size)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(Math.Max(size, _buffer.Length * 2));
        }

        return _buffer;
    }
}
