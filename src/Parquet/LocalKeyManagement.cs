using System.Diagnostics.CodeAnalysis;
using System.Text;
using EnclaveCleanRoom.Parquet.Encryption;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Master keys in this process, for tests, for one's own machine, and where the real service gave a master key out. Owns the keys.</summary>
/// <remarks>Wraps with AES-GCM bound to the master key's id, as the in-memory services of parquet-java and Arrow do. What parquet-java's clients for
/// services that only keep keys wrap locally (LocalWrapKmsClient) is unwrapped too.</remarks>
public sealed class LocalKeyManagement : IKeyManagementService, IDisposable
{
    private readonly Dictionary<string, SecretKey> _masterKeys = new(StringComparer.Ordinal);

    /// <summary>Adds a master key, which the service owns from now on.</summary>
    /// <exception cref="ArgumentException">There is one of this id already.</exception>
    public void Add(string masterKeyId, SecretKey key)
    {
        ArgumentException.ThrowIfNullOrEmpty(masterKeyId);
        ArgumentNullException.ThrowIfNull(key);
        _masterKeys.Add(masterKeyId, key);
    }

    /// <inheritdoc/>
    public bool TryUnwrap(string masterKeyId, string wrappedKey, [NotNullWhen(true)] out SecretKey? key)
    {
        ArgumentNullException.ThrowIfNull(masterKeyId);
        ArgumentNullException.ThrowIfNull(wrappedKey);
        key = null;
        return _masterKeys.TryGetValue(masterKeyId, out SecretKey? master)
            && LocalWrapEnvelope.TryOpen(wrappedKey, out string? encryptedKey)
            && LocalKeyWrap.TryUnwrap(encryptedKey, master, Encoding.UTF8.GetBytes(masterKeyId), out key);
    }

    /// <inheritdoc/>
    public string Wrap(string masterKeyId, SecretKey key)
    {
        ArgumentNullException.ThrowIfNull(masterKeyId);
        ArgumentNullException.ThrowIfNull(key);
        return _masterKeys.TryGetValue(masterKeyId, out SecretKey? master)
            ? LocalKeyWrap.Wrap(key, master, Encoding.UTF8.GetBytes(masterKeyId), SystemRandomBytes.Instance)
            : throw new ArgumentException($"There is no master key '{masterKeyId}'.", nameof(masterKeyId));
    }

    /// <summary>Zeroes all master keys.</summary>
    public void Dispose()
    {
        foreach (SecretKey key in _masterKeys.Values)
        {
            key.Dispose();
        }

        _masterKeys.Clear();
    }
}
