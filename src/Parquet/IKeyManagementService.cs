using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Parquet;

/// <summary>The service that holds master keys and wraps other keys with them.</summary>
public interface IKeyManagementService
{
    /// <summary>Unwraps a key.</summary>
    /// <param name="masterKeyId">The master key, as untrusted key material names it.</param>
    /// <param name="wrappedKey">What <see cref="Wrap"/> gave, untrusted.</param>
    /// <param name="key">The key, the caller's to dispose.</param>
    /// <returns>False when there is no such master key, or it did not wrap this.</returns>
    public bool TryUnwrap(string masterKeyId, string wrappedKey, [NotNullWhen(true)] out SecretKey? key);

    /// <summary>Wraps a key.</summary>
    /// <param name="masterKeyId">The master key; where it has versions, its newest is used.</param>
    /// <param name="key">What is wrapped; stays the caller's.</param>
    /// <returns>The wrapped key as text, in whatever form the service gives it.</returns>
    /// <exception cref="ArgumentException">There is no such master key.</exception>
    public string Wrap(string masterKeyId, SecretKey key);
}
