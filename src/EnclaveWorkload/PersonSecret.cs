using System.Security.Cryptography;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>
/// The key that turns normalised ids into pseudonyms. It is made in the room for one job and erased with it: an id hashed
/// without a key, or with one that anybody else knows, is still an identifier.
/// </summary>
public sealed class PersonSecret : IDisposable
{
    private readonly byte[] _key = new byte[32];

    /// <summary>Draws a key.</summary>
    /// <param name="entropy">The operating system's generator.</param>
    public PersonSecret(IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        entropy.Fill(_key);
    }

    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>Erases the key.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
