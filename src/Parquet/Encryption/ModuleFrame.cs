using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>The frame of an encrypted module: length (4, little-endian, of what follows) ‖ nonce (12) ‖ ciphertext ‖ tag (16).</summary>
internal static class ModuleFrame
{
    public const int LengthSize = 4;
    public const int NonceSize = 12;
    public const int TagSize = 16;

    /// <summary>Bytes that GCM encryption adds.</summary>
    public const int GcmOverhead = LengthSize + NonceSize + TagSize;

    /// <summary>Finds the module at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Untrusted bytes.</param>
    /// <param name="minimum">The fewest bytes that must follow the length.</param>
    /// <param name="body">What follows the length: nonce, ciphertext, tag.</param>
    /// <returns>False when the bytes end before the module does, or the module is shorter than its frame.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> bytes, int minimum, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (bytes.Length < LengthSize)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length > (uint)(bytes.Length - LengthSize) || length < minimum)
        {
            return false;
        }

        body = bytes.Slice(LengthSize, (int)length);
        return true;
    }
}
