using System.Security.Cryptography;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>The public face of an RSA key in a vault.</summary>
public sealed class KeyVaultKey
{
    internal KeyVaultKey(Uri id, RSAParameters publicKey) => (Id, PublicKey) = (id, publicKey);

    /// <summary>The key's identifier with its version: <c>https://{vault}/keys/{name}/{version}</c>.</summary>
    public Uri Id { get; }

    /// <summary>The key's name in the vault.</summary>
    public string Name => Id.Segments[2].TrimEnd('/');

    /// <summary>The version.</summary>
    public string Version => Id.Segments[3].TrimEnd('/');

    /// <summary>Whether the key may be used.</summary>
    public bool IsEnabled { get; internal init; }

    /// <summary>Whether the key can be released at all.</summary>
    public bool IsExportable { get; internal init; }

    /// <summary>The release policy's JSON as the vault stores it, or null when the key has none.</summary>
    public ReadOnlyMemory<byte>? ReleasePolicy { get; internal init; }

    /// <summary>Whether the release policy can never be changed.</summary>
    public bool IsReleasePolicyImmutable { get; internal init; }

    internal RSAParameters PublicKey { get; }

    /// <summary>Makes the handle with which an owner wraps data encryption keys; the caller disposes of it.</summary>
    public DekWrapper CreateWrapper()
    {
        using RSA key = RSA.Create(PublicKey);
        return new DekWrapper(Id.AbsoluteUri, key);
    }
}
