using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tables;

/// <summary>The keys that stand on the command line, found by their names: no key is ever tried on a file that does not name it.</summary>
internal sealed class GivenKeys : IKeyRetriever, IDisposable
{
    private readonly Dictionary<string, SecretKey> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SecretKey> _asMasterKeys = new(StringComparer.Ordinal);
    private SecretKey? _footer;
    private byte[]? _footerMetadata;
    private LocalKeyManagement? _masterKeys;
    private KeyToolsRetriever? _tools;

    /// <summary>Reads the options.</summary>
    /// <param name="footerKey">The footer's key in hexadecimal; null when none is given.</param>
    /// <param name="named">Keys as <c>ID=HEX</c>.</param>
    /// <exception cref="ClientException">A key is not 16, 24 or 32 bytes in hexadecimal, or has no name, or one name is given twice.</exception>
    internal static GivenKeys Parse(string? footerKey, IReadOnlyList<string> named)
    {
        GivenKeys keys = new();
        try
        {
            keys._footer = footerKey is null ? null : Key(footerKey, "--footer-key");
            foreach (string one in named)
            {
                int at = one.LastIndexOf('=');
                if (at < 1 || !keys._byName.TryAdd(one[..at], Key(one[(at + 1)..], "--key")))
                {
                    throw ClientException.Usage("--key is written ID=HEX, and each ID once.");
                }

                keys._asMasterKeys.Add(one[..at], Key(one[(at + 1)..], "--key"));
            }

            return keys;
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>From now on the footer's key stands for this key metadata, whatever it says.</summary>
    internal void BindFooter(ReadOnlySpan<byte> keyMetadata) => _footerMetadata = keyMetadata.ToArray();

    /// <summary>From now on key material is unwrapped with the named keys; <paramref name="external"/> is that beside the file, or null.</summary>
    internal void UseKeyMaterial(ExternalKeyMaterial? external)
    {
        _masterKeys = new LocalKeyManagement();
        foreach ((string name, SecretKey key) in _asMasterKeys)
        {
            _masterKeys.Add(name, key);
        }

        _asMasterKeys.Clear();

        _tools = new KeyToolsRetriever(_masterKeys, external);
    }

    /// <inheritdoc/>
    public bool TryGetKey(ReadOnlySpan<byte> keyMetadata, [NotNullWhen(true)] out SecretKey? key)
    {
        if (_footer is not null && _footerMetadata is not null && keyMetadata.SequenceEqual(_footerMetadata))
        {
            key = _footer;
            return true;
        }

        // Where the file holds key material, the name is that of a master key, which unwraps the data key.
        return KeyMaterial.TryParse(keyMetadata, out _, out _) && _tools is not null
            ? _tools.TryGetKey(keyMetadata, out key)
            : _byName.TryGetValue(Encoding.UTF8.GetString(keyMetadata), out key);
    }

    /// <summary>Zeroes the keys.</summary>
    public void Dispose()
    {
        _footer?.Dispose();
        _tools?.Dispose();
        _masterKeys?.Dispose();
        foreach (SecretKey key in _byName.Values.Concat(_asMasterKeys.Values))
        {
            key.Dispose();
        }
    }

    /// <summary>Reads a key that a command line gives.</summary>
    /// <param name="hex">Hexadecimal, or @ and the name of a file that holds it.</param>
    /// <param name="option">The option to blame.</param>
    /// <exception cref="ClientException">It is no key.</exception>
    internal static SecretKey Key(string hex, string option)
    {
        byte[] bytes = [];
        try
        {
            hex = hex.StartsWith('@') ? File.ReadAllText(hex[1..]).Trim() : hex;
            bytes = Convert.FromHexString(hex);
            return new SecretKey(bytes);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw ClientException.Usage($"{option} takes a key of 16, 24 or 32 bytes in hexadecimal, 32, 48 or 64 digits, or @ and a file that holds it.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
