using System.Buffers;
using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>The memory that one thread of a writer works in, column after column.</summary>
internal sealed class EncoderBuffers(PageCompression compression)
{
    /// <summary>Of the file's codec.</summary>
    public PageCompressor Compressor { get; } = new(compression);

    /// <summary>Of pages that are left as they are.</summary>
    public PageCompressor None { get; } = new(PageCompression.None);

    /// <summary>Takes values out of columns.</summary>
    public ChunkValuesFactory Values { get; } = new();

    /// <summary>A page before it is compressed.</summary>
    public ArrayBufferWriter<byte> Page { get; } = new();

    /// <summary>A page's header.</summary>
    public ThriftWriter Header { get; } = new();
}
