using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Parquet.Encryption;

namespace EnclaveCleanRoom.Parquet;

/// <summary>Finds data keys through key material (PKMT1), inside the file or beside it, wrapped once or twice. Owns the keys that it unwraps.</summary>
/// <param name="service">Holds the master keys; asked once for each wrapped key.</param>
/// <param name="external">The material beside the file; null when there is none.</param>
public sealed class KeyToolsRetriever(IKeyManagementService service, ExternalKeyMaterial? external = null) : IKeyRetriever, IDisposable
{
    private readonly Dictionary<(string Wrapping, string Wrapped), SecretKey> _unwrapped = [];
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public bool TryGetKey(ReadOnlySpan<byte> keyMetadata, [NotNullWhen(true)] out SecretKey? key)
    {
        key = null;
        if (!KeyMaterial.TryParse(keyMetadata, out KeyMaterial? material, out _))
        {
            return false;
        }

        if (material.KeyReference is { } reference && (external is null || !external.TryGet(reference, out material)))
        {
            return false;
        }

        lock (_lock)
        {
            return material.DoubleWrapping ? TryUnwrapTwice(material, out key) : TryUnwrap(material.MasterKeyId!, material.WrappedDek!, out key);
        }
    }

    /// <summary>Zeroes all keys that were unwrapped.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (SecretKey key in _unwrapped.Values)
            {
                key.Dispose();
            }

            _unwrapped.Clear();
        }
    }

    private bool TryUnwrap(string masterKey, string wrapped, [NotNullWhen(true)] out SecretKey? key)
    {
        if (_unwrapped.TryGetValue((masterKey, wrapped), out key))
        {
            return true;
        }

        if (!service.TryUnwrap(masterKey, wrapped, out key))
        {
            return false;
        }

        _unwrapped.Add((masterKey, wrapped), key);
        return true;
    }

    /// <summary>The data key is bound to the id of the key in between.</summary>
    private bool TryUnwrapTwice(KeyMaterial material, [NotNullWhen(true)] out SecretKey? key)
    {
        string id = material.KeyEncryptionKeyId!;
        byte[] aad = new byte[(id.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(id, aad, out int length) || !TryUnwrap(material.MasterKeyId!, material.WrappedKek!, out SecretKey? between))
        {
            key = null;
            return false;
        }

        (string, string) name = (id, material.WrappedDek!);
        if (_unwrapped.TryGetValue(name, out key))
        {
            return true;
        }

        bool isUnwrapped = LocalKeyWrap.TryUnwrap(material.WrappedDek!, between, aad.AsSpan(0, length), out key);
        if (isUnwrapped)
        {
            _unwrapped.Add(name, key!);
        }

        return isUnwrapped;
    }
}
