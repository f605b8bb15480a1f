using System.Security.Cryptography;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>
/// What an owner's own vault unwrapped for its owner: a data encryption key, or one that is still wrapped under a share. It can be wrapped
/// anew and copied into another handle, and nothing else. Dispose of it as soon as that is done.
/// </summary>
public sealed class UnwrappedKey : IDisposable
{
    private readonly byte[] _key;
    private bool _disposed;

    internal UnwrappedKey(byte[] key) => _key = key;

    /// <summary>How many bytes it has, 16 to 40.</summary>
    public int Length => _key.Length;

    /// <summary>Copies it into memory that the caller zeroes.</summary>
    /// <param name="target">At least <see cref="Length"/> bytes.</param>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void CopyTo(Span<byte> target)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _key.CopyTo(target);
    }

    /// <summary>Wraps it under another key.</summary>
    /// <param name="wrapper">The other key.</param>
    /// <returns>The wrapped key, as long as the other key's modulus.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public byte[] WrapUnder(DekWrapper wrapper)
    {
        ArgumentNullException.ThrowIfNull(wrapper);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return wrapper.WrapAsItIs(_key);
    }

    /// <summary>Zeroes it.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_key);
    }
}
