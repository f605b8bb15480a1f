using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>One version of a key as the vault keeps it on disk.</summary>
internal sealed record StoredKey
{
    /// <summary>The key's name, which all its versions share.</summary>
    public required string Name { get; init; }

    /// <summary>32 hexadecimal digits.</summary>
    public required string Version { get; init; }

    /// <summary>Counts the versions of a name from 1; the highest is the current one.</summary>
    public required int Ordinal { get; init; }

    /// <summary><c>RSA</c> or <c>RSA-HSM</c>.</summary>
    public required string KeyType { get; init; }

    /// <summary>The private key as PKCS#8 DER.</summary>
    public required byte[] Pkcs8 { get; init; }

    /// <summary>What the key may be used for.</summary>
    public required IReadOnlyList<string> Operations { get; init; }

    /// <summary>Whether the key may be used at all.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Whether the private half may be released.</summary>
    public required bool IsExportable { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>When it was last changed, in seconds since 1970.</summary>
    public required long Updated { get; init; }

    /// <summary>The owner's labels.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Who gets it; null for a key that is not exportable.</summary>
    [JsonRequired]
    public required StoredPolicy? Policy { get; init; }
}
