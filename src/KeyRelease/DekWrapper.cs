using System.Security.Cryptography;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>The public half of an owner's key encryption key: wraps data encryption keys with RSA-OAEP-256.</summary>
/// <remarks>Anybody can wrap; only a released key unwraps. That a file was written by its owner is shown by its manifest, not by this.</remarks>
public sealed class DekWrapper : IDisposable
{
    private readonly RSA _key;

    /// <summary>Takes the public half of a key.</summary>
    /// <param name="keyId">The key's identifier in its vault, written beside each wrapped key.</param>
    /// <param name="publicKey">An RSA key of 2048 to 8192 bits; its public half is copied.</param>
    /// <exception cref="ArgumentException">The identifier is empty or the key has another size.</exception>
    public DekWrapper(string keyId, RSA publicKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        ArgumentNullException.ThrowIfNull(publicKey);
        if (publicKey.KeySize is < 2048 or > 8192)
        {
            throw new ArgumentException("A key encryption key has 2048 to 8192 bits.", nameof(publicKey));
        }

        KeyId = keyId;
        _key = RSA.Create(publicKey.ExportParameters(includePrivateParameters: false));
    }

    /// <summary>The key's identifier in its vault.</summary>
    public string KeyId { get; }

    /// <summary>Wraps a data encryption key.</summary>
    /// <param name="dek">16, 24 or 32 bytes.</param>
    /// <returns>The wrapped key, as long as the modulus.</returns>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public byte[] Wrap(ReadOnlySpan<byte> dek)
    {
        if (dek.Length is not (16 or 24 or 32))
        {
            throw new ArgumentException("A data encryption key has 16, 24 or 32 bytes.", nameof(dek));
        }

        return _key.Encrypt(dek, RSAEncryptionPadding.OaepSHA256);
    }

    /// <summary>Wraps a data encryption key under the owner's share first and under this key then.</summary>
    /// <param name="dek">16, 24 or 32 bytes.</param>
    /// <param name="share">The owner's share; it stays the caller's.</param>
    /// <returns>The wrapped key, as long as the modulus.</returns>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public byte[] Wrap(ReadOnlySpan<byte> dek, KeyShare share)
    {
        ArgumentNullException.ThrowIfNull(share);
        if (dek.Length is not (16 or 24 or 32))
        {
            throw new ArgumentException("A data encryption key has 16, 24 or 32 bytes.", nameof(dek));
        }

        return WrapAsItIs(share.Wrap(dek));
    }

    /// <summary>The lengths of data encryption keys, and of those that are wrapped under a share before (RFC 5649).</summary>
    internal static bool IsWrappable(int length) => length is 16 or 24 or 32 or 40;

    /// <summary>Wraps what another key had wrapped, a share's wrapping included.</summary>
    internal byte[] WrapAsItIs(ReadOnlySpan<byte> inner) => _key.Encrypt(inner, RSAEncryptionPadding.OaepSHA256);

    /// <summary>Releases the key.</summary>
    public void Dispose() => _key.Dispose();
}
