using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.LocalCloud.State;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>The vault's keys, one file a version, readable by their owner only.</summary>
internal sealed class KeyStore
{
    private readonly string _folder;
    private readonly ConcurrentDictionary<(string Name, string Version), StoredKey> _keys = new();

    private KeyStore(string folder) => _folder = folder;

    /// <summary>Guards a look followed by a change; the store itself is safe to read at any time.</summary>
    public SemaphoreSlim Changing { get; } = new(1, 1);

    /// <summary>Loads all keys.</summary>
    public static KeyStore Load(StateDirectory state)
    {
        KeyStore store = new(state.PathTo("vault"));
        StateDirectory.CreateOwnerOnlyDirectory(store._folder);
        foreach (string path in Directory.EnumerateFiles(store._folder, "*.json"))
        {
            StoredKey key = JsonSerializer.Deserialize<StoredKey>(File.ReadAllBytes(path))
                ?? throw new InvalidDataException($"{path} holds no key.");
            store._keys[(key.Name, key.Version)] = key;
        }

        return store;
    }

    /// <summary>The current version of a key.</summary>
    /// <returns>Null when there is no key of this name.</returns>
    public StoredKey? Current(string name) =>
        _keys.Values.Where(key => IsNamed(key, name)).MaxBy(key => key.Ordinal);

    /// <summary>A version of a key; the current one when <paramref name="version"/> is null or empty.</summary>
    public StoredKey? Find(string name, string? version) => string.IsNullOrEmpty(version)
        ? Current(name)
        : _keys.Values.FirstOrDefault(key => IsNamed(key, name) && key.Version == version);

    /// <summary>A version identifier that no other key has.</summary>
    public static string NewVersion() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Keeps a version, durably, before it is seen by anyone.</summary>
    public void Save(StoredKey key)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(key);
        StateDirectory.WriteOwnerOnly(Path.Combine(_folder, $"{key.Version}.json"), content);
        CryptographicOperations.ZeroMemory(content);
        _keys[(key.Name, key.Version)] = key;
    }

    // Names differ from each other beyond case, as in the real vault.
    private static bool IsNamed(StoredKey key, string name) => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase);
}
