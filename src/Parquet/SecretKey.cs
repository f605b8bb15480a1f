using System.Security.Cryptography;

namespace EnclaveCleanRoom.Parquet;

/// <summary>An AES key of 16, 24 or 32 bytes; zeroed when disposed, and never shown.</summary>
public sealed class SecretKey : IDisposable
{
    private readonly byte[] _bytes;
    private bool _isDisposed;

    /// <summary>Copies <paramref name="key"/>; the caller clears its own bytes.</summary>
    /// <exception cref="ArgumentException">The key is not 16, 24 or 32 bytes long.</exception>
    public SecretKey(ReadOnlySpan<byte> key)
    {
        if (key.Length is not (16 or 24 or 32))
        {
            throw new ArgumentException("An AES key has 16, 24 or 32 bytes.", nameof(key));
        }

        // Pinned, so that the collector leaves no second copy behind.
        _bytes = GC.AllocateUninitializedArray<byte>(key.Length, pinned: true);
        key.CopyTo(_bytes);
    }

    /// <summary>The length in bytes: 16, 24 or 32.</summary>
    public int Length => _bytes.Length;

    internal ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _bytes;
        }
    }

    /// <summary>Zeroes the key.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _isDisposed = true;
    }
}
