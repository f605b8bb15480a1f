using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>Wraps a key with a key as the key tools do: nonce ‖ ciphertext ‖ tag of AES-GCM, in base64.</summary>
/// <remarks>Source: apache/parquet-java, parquet-hadoop crypto/keytools, KeyToolkit.encryptKeyLocally.</remarks>
internal static class LocalKeyWrap
{
    private const int Overhead = ModuleFrame.NonceSize + ModuleFrame.TagSize;

    public static string Wrap(SecretKey key, SecretKey wrapping, ReadOnlySpan<byte> aad, IRandomBytes random)
    {
        wrapping.CountSeals(1);
        byte[] wrapped = new byte[Overhead + key.Length];
        random.Fill(wrapped.AsSpan(0, ModuleFrame.NonceSize));
        using AesGcm gcm = new(wrapping.Bytes, ModuleFrame.TagSize);
        gcm.Encrypt(
            wrapped.AsSpan(0, ModuleFrame.NonceSize),
            key.Bytes,
            wrapped.AsSpan(ModuleFrame.NonceSize, key.Length),
            wrapped.AsSpan(^ModuleFrame.TagSize..),
            aad);
        return Convert.ToBase64String(wrapped);
    }

    public static bool TryUnwrap(string wrapped, SecretKey wrapping, ReadOnlySpan<byte> aad, [NotNullWhen(true)] out SecretKey? key)
    {
        key = null;
        byte[] bytes = new byte[(wrapped.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(wrapped, bytes, out int length) || (length - Overhead) is not (16 or 24 or 32))
        {
            return false;
        }

        byte[] plain = GC.AllocateUninitializedArray<byte>(length - Overhead, pinned: true);
        try
        {
            using AesGcm gcm = new(wrapping.Bytes, ModuleFrame.TagSize);
            gcm.Decrypt(
                bytes.AsSpan(0, ModuleFrame.NonceSize),
                bytes.AsSpan(ModuleFrame.NonceSize, plain.Length),
                bytes.AsSpan(length - ModuleFrame.TagSize, ModuleFrame.TagSize),
                plain,
                aad);
            key = new SecretKey(plain);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }
}
