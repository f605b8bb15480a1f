using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>
/// How a file is cut into blocks, and how a block is called: by its place and by the digest of its bytes. A block that an earlier upload
/// left behind therefore counts only when it holds exactly these bytes, whatever file that upload was of.
/// </summary>
internal sealed class BlockPlan
{
    private const int MaximumBlocks = 50_000;
    private const int PlaceSize = sizeof(int);
    private const int IdSize = PlaceSize + SHA256.HashSizeInBytes;

    public BlockPlan(long length, int blockSize)
    {
        Length = length;
        BlockSize = (int)Math.Max(blockSize, (length + MaximumBlocks - 1) / MaximumBlocks);
        Count = (int)((length + BlockSize - 1) / BlockSize);
    }

    public long Length { get; }

    public int BlockSize { get; }

    public int Count { get; }

    public long OffsetOf(int index) => (long)index * BlockSize;

    public int SizeOf(int index) => (int)Math.Min(BlockSize, Length - OffsetOf(index));

    public static string IdOf(int index, ReadOnlySpan<byte> block)
    {
        Span<byte> id = stackalloc byte[IdSize];
        BinaryPrimitives.WriteInt32BigEndian(id, index);
        SHA256.HashData(block, id[PlaceSize..]);
        return Convert.ToBase64String(id);
    }

    /// <summary>One text for the whole file, which follows from the blocks in their order.</summary>
    public static string MarkOf(IEnumerable<string> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Join('\n', ids))));
}
