using System.Text;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Keys for tests, each named by its metadata, and files encrypted with them.</summary>
internal sealed class TestKeys : IDisposable
{
    public const string Prefix = "ads/2026-11";
    private readonly Dictionary<string, SecretKey> _keys = [];

    public KeyRing Ring { get; } = new();

    public SecretKey this[string name]
    {
        get
        {
            if (!_keys.TryGetValue(name, out SecretKey? key))
            {
                key = new SecretKey(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)));
                _keys.Add(name, key);
                Ring.Add(Encoding.UTF8.GetBytes(name), new SecretKey(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name))));
            }

            return key;
        }
    }

    /// <summary>The footer under the key "footer", the named columns under keys of their own names.</summary>
    public FileEncryption Encryption(params string[] ownKeys)
    {
        Dictionary<string, ColumnKey> columns = ownKeys.ToDictionary(name => name, name => new ColumnKey(this[name], Encoding.UTF8.GetBytes(name)));
        return new FileEncryption
        {
            FooterKey = this["footer"],
            FooterKeyMetadata = "footer"u8.ToArray(),
            AadPrefix = Encoding.UTF8.GetBytes(Prefix),
            ColumnKeys = columns,
        };
    }

    public ParquetReaderOptions Reader(string prefix = Prefix) => ParquetReaderOptions.Encrypted(Ring, AadPrefix.Exactly(prefix));

    public void Dispose()
    {
        Ring.Dispose();
        foreach (SecretKey key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
