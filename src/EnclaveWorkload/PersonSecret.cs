using System.Security.Cryptography;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>
/// The keys that turn normalised ids into pseudonyms, and pseudonyms into uniform numbers. They are made in the room for one job and erased with it: an id hashed
/// without a key, or with one that anybody else knows, is still an identifier.
/// </summary>
public sealed class PersonSecret : IDisposable
{
    private const int KeyBytes = 32;

    private readonly byte[] _keys = new byte[2 * KeyBytes];

    /// <summary>Draws the keys.</summary>
    /// <param name="entropy">The operating system's generator.</param>
    public PersonSecret(IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        entropy.Fill(_keys);
    }

    internal ReadOnlySpan<byte> PseudonymKey => _keys.AsSpan(0, KeyBytes);

    internal ReadOnlySpan<byte> DrawKey => _keys.AsSpan(KeyBytes);

    /// <summary>Erases the keys.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_keys);
}
