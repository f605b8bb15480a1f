using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Encryption;

/// <summary>AES Key Wrap without padding, which COSE's A256KW is; the platform has only the padded form.</summary>
/// <remarks>Source: RFC 3394 §2.2.1 and §2.2.2, the index-based description.</remarks>
internal static class AesKeyWrap
{
    /// <summary>A wrapped key is longer by this integrity block.</summary>
    public const int Overhead = 8;

    private const ulong IntegrityValue = 0xA6A6A6A6A6A6A6A6;

    /// <summary>Wraps <paramref name="key"/>, whose length is a multiple of 8 and at least 16.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> kek, ReadOnlySpan<byte> key)
    {
        int blocks = key.Length / 8;
        byte[] output = new byte[key.Length + Overhead];
        key.CopyTo(output.AsSpan(8));
        Span<byte> block = stackalloc byte[16];
        using Aes aes = Cipher(kek);

        ulong register = IntegrityValue;
        for (int step = 1; step <= 6 * blocks; step++)
        {
            Span<byte> part = output.AsSpan(8 * (((step - 1) % blocks) + 1), 8);
            BinaryPrimitives.WriteUInt64BigEndian(block, register);
            part.CopyTo(block[8..]);
            aes.EncryptEcb(block, block, PaddingMode.None);
            register = BinaryPrimitives.ReadUInt64BigEndian(block) ^ (ulong)step;
            block[8..].CopyTo(part);
        }

        BinaryPrimitives.WriteUInt64BigEndian(output, register);
        CryptographicOperations.ZeroMemory(block);
        return output;
    }

    /// <summary>Unwraps into <paramref name="key"/>, which is 8 bytes shorter than <paramref name="wrapped"/>.</summary>
    /// <returns>False when the integrity block is wrong; the key is then all zero.</returns>
    public static bool TryUnwrap(ReadOnlySpan<byte> kek, ReadOnlySpan<byte> wrapped, Span<byte> key)
    {
        int blocks = key.Length / 8;
        wrapped[8..].CopyTo(key);
        Span<byte> block = stackalloc byte[16];
        using Aes aes = Cipher(kek);

        ulong register = BinaryPrimitives.ReadUInt64BigEndian(wrapped);
        for (int step = 6 * blocks; step >= 1; step--)
        {
            Span<byte> part = key.Slice(8 * ((step - 1) % blocks), 8);
            BinaryPrimitives.WriteUInt64BigEndian(block, register ^ (ulong)step);
            part.CopyTo(block[8..]);
            aes.DecryptEcb(block, block, PaddingMode.None);
            register = BinaryPrimitives.ReadUInt64BigEndian(block);
            block[8..].CopyTo(part);
        }

        CryptographicOperations.ZeroMemory(block);
        if (register == IntegrityValue)
        {
            return true;
        }

        CryptographicOperations.ZeroMemory(key);
        return false;
    }

    [SuppressMessage("Security", "CA5358:Do not use unsafe cipher modes", Justification = "RFC 3394 is built from single AES blocks.")]
    private static Aes Cipher(ReadOnlySpan<byte> kek)
    {
        Aes aes = Aes.Create();
        aes.SetKey(kek);
        return aes;
    }
}
