using System.Security.Cryptography;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>
/// RSA_AES_KEY_WRAP_256: how a vault encrypts a released key to the wrapping key of an attested instance. A fresh AES-256 key
/// is encrypted with RSA-OAEP (SHA-256), the key to be released is wrapped under it with AES Key Wrap with Padding.
/// </summary>
/// <remarks>
/// Source: PKCS #11 v2.40 §2.1.21 (CKM_RSA_AES_KEY_WRAP) with SHA-256; RFC 5649. Layout: modulus-length bytes of OAEP ciphertext,
/// then 8 bytes more than the key, rounded up to a multiple of 8.
/// </remarks>
public static class RsaAesKeyWrap
{
    /// <summary>The name of the algorithm on the wire.</summary>
    public const string Algorithm = "RSA_AES_KEY_WRAP_256";

    private const int AesKeySize = 32;
    private const int LongestKey = 16 * 1024;

    /// <summary>Wraps a key for the holder of a private key.</summary>
    /// <param name="key">The key to be released, 1 byte to 16 KiB: PKCS#8 for an RSA key.</param>
    /// <param name="wrappingKey">The public key of the recipient, 2048 to 8192 bits.</param>
    /// <exception cref="ArgumentException">A size is out of range.</exception>
    public static byte[] Wrap(ReadOnlySpan<byte> key, RSA wrappingKey)
    {
        ArgumentNullException.ThrowIfNull(wrappingKey);
        ArgumentOutOfRangeException.ThrowIfZero(key.Length, nameof(key));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, LongestKey, nameof(key));
        if (wrappingKey.KeySize is < 2048 or > 8192)
        {
            throw new ArgumentException("A wrapping key has 2048 to 8192 bits.", nameof(wrappingKey));
        }

        Span<byte> aesKey = stackalloc byte[AesKeySize];
        RandomNumberGenerator.Fill(aesKey);
        byte[] encryptedKey = wrappingKey.Encrypt(aesKey, RSAEncryptionPadding.OaepSHA256);
        byte[] wrapped = Cipher(aesKey, aes => aes.EncryptKeyWrapPadded, key);
        CryptographicOperations.ZeroMemory(aesKey);
        return [.. encryptedKey, .. wrapped];
    }

    /// <summary>Unwraps a key; the caller zeroes it after use.</summary>
    /// <returns>False when the bytes were not wrapped for this key or were changed.</returns>
    internal static bool TryUnwrap(ReadOnlySpan<byte> wrapped, RSA wrappingKey, out byte[] key)
    {
        key = [];
        int modulus = wrappingKey.KeySize / 8;
        int rest = wrapped.Length - modulus;
        if (rest is < 16 or > LongestKey + 16 || rest % 8 != 0)
        {
            return false;
        }

        byte[] aesKey = [];
        try
        {
            aesKey = wrappingKey.Decrypt(wrapped[..modulus], RSAEncryptionPadding.OaepSHA256);
            if (aesKey.Length != AesKeySize)
            {
                return false;
            }

            key = Cipher(aesKey, aes => aes.DecryptKeyWrapPadded, wrapped[modulus..]);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(aesKey);
        }
    }

    private static byte[] Cipher(ReadOnlySpan<byte> aesKey, Func<Aes, KeyWrap> operation, ReadOnlySpan<byte> input)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(aesKey);
        return operation(aes)(input);
    }

    private delegate byte[] KeyWrap(ReadOnlySpan<byte> input);
}
