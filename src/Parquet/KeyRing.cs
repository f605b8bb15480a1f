using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Keys by their exact key metadata. Owns them: disposing the ring zeroes them.</summary>
public sealed class KeyRing : IKeyRetriever, IDisposable
{
    private readonly Dictionary<string, SecretKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Adds <paramref name="key"/>, which the ring owns from now on.</summary>
    /// <exception cref="ArgumentException">There is a key for this metadata already.</exception>
    public void Add(ReadOnlySpan<byte> keyMetadata, SecretKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _keys.Add(Convert.ToHexString(keyMetadata), key);
    }

    /// <inheritdoc/>
    public bool TryGetKey(ReadOnlySpan<byte> keyMetadata, [NotNullWhen(true)] out SecretKey? key) =>
        _keys.TryGetValue(Convert.ToHexString(keyMetadata), out key);

    /// <summary>Zeroes all keys.</summary>
    public void Dispose()
    {
        foreach (SecretKey key in _keys.Values)
        {
            key.Dispose();
        }

        _keys.Clear();
    }
}
