using System.Security.Cryptography;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>
/// An owner's key encryption key that its vault released to this instance. It unwraps data encryption keys and does nothing
/// else: there is no way to export it. Dispose of it as soon as the keys a job needs are unwrapped.
/// </summary>
public sealed class ReleasedKey : IDisposable
{
    private const int LargestModulus = 1024;

    private readonly RSA _key;
    private bool _disposed;

    private ReleasedKey(string keyId, RSA key) => (KeyId, _key) = (keyId, key);

    /// <summary>The identifier of the released version of the key: <c>https://{vault}/keys/{name}/{version}</c>.</summary>
    public string KeyId { get; }

    /// <summary>Unwraps a data encryption key that was wrapped with RSA-OAEP-256.</summary>
    /// <param name="wrapped">The wrapped key, from an untrusted place.</param>
    /// <param name="dek">Receives the key, 32 bytes are enough; the caller zeroes it after use.</param>
    /// <param name="written">How many bytes the key has: 16, 24 or 32; 0 when the method returns false.</param>
    /// <returns>False when the bytes were not wrapped for this key, were changed, or hold no key of such a length.</returns>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public bool TryUnwrapDek(ReadOnlySpan<byte> wrapped, Span<byte> dek, out int written)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        written = 0;
        Span<byte> plain = stackalloc byte[LargestModulus];
        try
        {
            if (!TryDecrypt(wrapped, plain, out int length) || length is not (16 or 24 or 32) || length > dek.Length)
            {
                return false;
            }

            plain[..length].CopyTo(dek);
            written = length;
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Unwraps a data encryption key that was wrapped under an owner's share and then with RSA-OAEP-256.</summary>
    /// <param name="wrapped">The wrapped key, from an untrusted place.</param>
    /// <param name="share">The owner's share; it stays the caller's.</param>
    /// <param name="dek">Receives the key, 32 bytes are enough; the caller zeroes it after use.</param>
    /// <param name="written">How many bytes the key has: 16, 24 or 32; 0 when the method returns false.</param>
    /// <returns>False when the bytes were not wrapped for this key and this share, were changed, or hold no key of such a length.</returns>
    /// <exception cref="ObjectDisposedException">The key was disposed of.</exception>
    public bool TryUnwrapDek(ReadOnlySpan<byte> wrapped, KeyShare share, Span<byte> dek, out int written)
    {
        ArgumentNullException.ThrowIfNull(share);
        ObjectDisposedException.ThrowIf(_disposed, this);
        written = 0;
        Span<byte> inner = stackalloc byte[LargestModulus];
        try
        {
            return TryDecrypt(wrapped, inner, out int length) && share.TryUnwrap(inner[..length], dek, out written);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(inner);
        }
    }

    /// <summary>Frees the key; the platform's RSA clears the private numbers.</summary>
    public void Dispose()
    {
        _disposed = true;
        _key.Dispose();
    }

    /// <summary>Takes over a private key in PKCS#8, which is zeroed whatever happens.</summary>
    /// <param name="keyId">The released version's identifier.</param>
    /// <param name="pkcs8">The private key.</param>
    /// <param name="expected">The public half that the vault signed; another key is refused.</param>
    /// <returns>Null when the bytes are not the private half of <paramref name="expected"/>.</returns>
    internal static ReleasedKey? TryTake(string keyId, byte[] pkcs8, RSAParameters expected)
    {
        RSA key = RSA.Create();
        bool taken = false;
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out int read);
            RSAParameters imported = key.ExportParameters(includePrivateParameters: false);
            taken = read == pkcs8.Length && imported.Modulus.AsSpan().SequenceEqual(expected.Modulus) &&
                imported.Exponent.AsSpan().SequenceEqual(expected.Exponent);
        }
        catch (CryptographicException)
        {
            // Not a private RSA key: reported as null.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }

        if (!taken)
        {
            key.Dispose();
        }

        return taken ? new ReleasedKey(keyId, key) : null;
    }

    private bool TryDecrypt(ReadOnlySpan<byte> wrapped, Span<byte> plain, out int length)
    {
        length = 0;
        try
        {
            return wrapped.Length == _key.KeySize / 8 && _key.TryDecrypt(wrapped, plain, RSAEncryptionPadding.OaepSHA256, out length);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
