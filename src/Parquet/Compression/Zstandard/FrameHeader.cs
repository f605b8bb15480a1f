using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Compression.Zstandard;

/// <summary>What a frame says of itself before its blocks. Source: RFC 8878, 3.1.1.1.</summary>
/// <param name="Length">Bytes of the header, magic included.</param>
/// <param name="ContentSize">Bytes that the frame makes; null when it does not say.</param>
/// <param name="WindowSize">How far copies reach back.</param>
/// <param name="HasChecksum">Whether four bytes of checksum follow the last block.</param>
internal readonly record struct FrameHeader(int Length, ulong? ContentSize, ulong WindowSize, bool HasChecksum)
{
    public const uint Magic = 0xFD2FB528;

    /// <summary>Reads the header of a frame, whose magic has been seen.</summary>
    /// <returns>False when it is malformed, or asks for a dictionary, which pages have none.</returns>
    public static bool TryRead(ReadOnlySpan<byte> frame, out FrameHeader header)
    {
        header = default;
        if (frame.Length < 5)
        {
            return false;
        }

        int descriptor = frame[4];
        bool isSingleSegment = (descriptor & 0x20) != 0;
        int dictionaryBytes = (descriptor & 3) switch { 3 => 4, var bytes => bytes };
        int sizeBytes = (descriptor >> 6) switch { 0 => isSingleSegment ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        int at = 5 + (isSingleSegment ? 0 : 1);
        int length = at + dictionaryBytes + sizeBytes;
        if (frame.Length < length || (descriptor & 8) != 0 || frame.Slice(at, dictionaryBytes).ContainsAnyExcept((byte)0))
        {
            return false;
        }

        Span<byte> size = stackalloc byte[8];
        size.Clear();
        frame.Slice(at + dictionaryBytes, sizeBytes).CopyTo(size);
        ulong? content = sizeBytes == 0 ? null : BinaryPrimitives.ReadUInt64LittleEndian(size) + (sizeBytes == 2 ? 256UL : 0);
        header = new FrameHeader(length, content, isSingleSegment ? content!.Value : Window(frame[5]), (descriptor & 4) != 0);
        return true;
    }

    private static ulong Window(byte descriptor)
    {
        ulong power = 1UL << (10 + (descriptor >> 3));
        return power + (power / 8 * (ulong)(descriptor & 7));
    }
}
