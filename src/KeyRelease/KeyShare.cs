using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>
/// The owner's share of a dataset's keys: 32 random bytes without which nothing that the vault releases opens anything. With dual release each data
/// encryption key is wrapped under the share first and under the vault's key then, so that neither the vault and its cloud nor the operator of the room
/// can open data without the owner's client, which gives the share to instances that it has appraised.
/// </summary>
/// <remarks>
/// Wrapping: AES key wrap with padding (RFC 5649) under HKDF-SHA-256 of the share. On its way: RSA-OAEP (SHA-256) to the instance's wrapping
/// key, of the share followed by the SHA-256 of the context that it is for. SPEC.md has the exact bytes.
/// </remarks>
public sealed class KeyShare : IDisposable
{
    /// <summary>32 bytes.</summary>
    public const int Size = 32;

    private const int OverheadOfWrapping = 8;

    private readonly byte[] _share;
    private bool _disposed;

    private KeyShare(ReadOnlySpan<byte> share)
    {
        _share = share.ToArray();
        byte[] digest = Derive("check"u8);
        Digest = new Digest256(digest);
    }

    /// <summary>What a manifest says of the share: derived from it by HKDF, and of no use for wrapping.</summary>
    public Digest256 Digest { get; }

    /// <summary>Makes a share out of the operating system's random bytes.</summary>
    public static KeyShare Generate()
    {
        Span<byte> share = stackalloc byte[Size];
        RandomNumberGenerator.Fill(share);
        try
        {
            return new KeyShare(share);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(share);
        }
    }

    /// <summary>Takes a share that its owner kept; the caller zeroes its bytes.</summary>
    /// <param name="share">Exactly <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static KeyShare From(ReadOnlySpan<byte> share) => share.Length == Size
        ? new KeyShare(share)
        : throw new ArgumentException("A share has 32 bytes.", nameof(share));

    /// <summary>Opens a share that was sealed to a wrapping key.</summary>
    /// <param name="sealedShare">What <see cref="SealTo"/> gave, from an untrusted place.</param>
    /// <param name="wrappingKey">The instance's private key.</param>
    /// <param name="context">What the share must have been sealed for.</param>
    /// <param name="share">The share, to be disposed of by the caller.</param>
    /// <returns>False when it was sealed to another key or for another context, or was changed.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> sealedShare, RSA wrappingKey, ReadOnlySpan<byte> context, [NotNullWhen(true)] out KeyShare? share)
    {
        ArgumentNullException.ThrowIfNull(wrappingKey);
        share = null;
        Span<byte> plain = stackalloc byte[1024];
        try
        {
            if (sealedShare.Length != wrappingKey.KeySize / 8
                || !wrappingKey.TryDecrypt(sealedShare, plain, RSAEncryptionPadding.OaepSHA256, out int length)
                || length != Size + SHA256.HashSizeInBytes
                || !CryptographicOperations.FixedTimeEquals(plain.Slice(Size, SHA256.HashSizeInBytes), SHA256.HashData(context)))
            {
                return false;
            }

            share = new KeyShare(plain[..Size]);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Seals the share to one instance, for one context.</summary>
    /// <param name="wrappingKey">The instance's wrapping key, as its appraised evidence binds it.</param>
    /// <param name="context">What the share is for; whoever opens it must name the same.</param>
    /// <returns>As many bytes as the key's modulus has.</returns>
    /// <exception cref="ObjectDisposedException">The share was disposed of.</exception>
    public byte[] SealTo(RSA wrappingKey, ReadOnlySpan<byte> context)
    {
        ArgumentNullException.ThrowIfNull(wrappingKey);
        ObjectDisposedException.ThrowIf(_disposed, this);
        Span<byte> plain = stackalloc byte[Size + SHA256.HashSizeInBytes];
        try
        {
            _share.CopyTo(plain);
            SHA256.HashData(context, plain[Size..]);
            return wrappingKey.Encrypt(plain, RSAEncryptionPadding.OaepSHA256);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Copies the share, for its owner to keep; the caller zeroes the memory.</summary>
    /// <param name="target">At least <see cref="Size"/> bytes.</param>
    /// <exception cref="ObjectDisposedException">The share was disposed of.</exception>
    public void CopyTo(Span<byte> target)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _share.CopyTo(target);
    }

    /// <summary>Unwraps what was wrapped under the share.</summary>
    /// <param name="wrapped">A key that <see cref="DekWrapper.Wrap(ReadOnlySpan{byte}, KeyShare)"/> wrapped, after the vault's wrapping was taken off.</param>
    /// <param name="dek">Receives the key, 32 bytes are enough; the caller zeroes it after use.</param>
    /// <param name="written">How many bytes the key has: 16, 24 or 32; 0 when the method returns false.</param>
    /// <returns>False when it was wrapped under another share, was changed, or holds no key of such a length.</returns>
    /// <exception cref="ObjectDisposedException">The share was disposed of.</exception>
    public bool TryUnwrap(ReadOnlySpan<byte> wrapped, Span<byte> dek, out int written)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        written = 0;
        if (wrapped.Length is not (24 or 32 or 40))
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[wrapped.Length];
        using Aes aes = WrappingCipher();
        try
        {
            int length = aes.DecryptKeyWrapPadded(wrapped, plain);
            if (length is not (16 or 24 or 32) || length > dek.Length)
            {
                return false;
            }

            plain[..length].CopyTo(dek);
            written = length;
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Zeroes the share.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_share);
    }

    /// <summary>Wraps a data encryption key under the share; 8 bytes more than the key has, which are zeroed by the caller.</summary>
    internal byte[] Wrap(ReadOnlySpan<byte> dek)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        byte[] wrapped = new byte[dek.Length + OverheadOfWrapping];
        using Aes aes = WrappingCipher();
        aes.EncryptKeyWrapPadded(dek, wrapped);
        return wrapped;
    }

    private Aes WrappingCipher()
    {
        byte[] key = Derive("wrap"u8);
        try
        {
            Aes aes = Aes.Create();
            aes.Key = key;
            return aes;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private byte[] Derive(ReadOnlySpan<byte> purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _share, SHA256.HashSizeInBytes, salt: [], info: [.. "cleanroom-share/1 "u8, .. purpose]);
}
