using System.Security.Cryptography;

namespace EnclaveCleanRoom.Parquet;

/// <summary>An AES key of 16, 24 or 32 bytes; zeroed when disposed, and never shown.</summary>
public sealed class SecretKey : IDisposable
{
    // NIST SP 800-38D, 8.3, for nonces of 96 random bits.
    private const long MaxSeals = 1L << 32;

    private readonly byte[] _bytes;
    private bool _isDisposed;
    private long _seals;

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

    /// <summary>Counts what the key is about to seal. Safe from several threads.</summary>
    /// <exception cref="InvalidOperationException">It would be more than 2^32 in all: from there on random nonces may repeat.</exception>
    internal void CountSeals(long modules)
    {
        if (!TryCountSeals(modules))
        {
            throw new InvalidOperationException("A key seals at most 2^32 modules: use a new one.");
        }
    }

    /// <summary>Counts what the key is about to seal; false when it would be more than 2^32 in all. Safe from several threads.</summary>
    internal bool TryCountSeals(long modules) => Interlocked.Add(ref _seals, modules) <= MaxSeals;

    /// <summary>Zeroes the key.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _isDisposed = true;
    }
}
