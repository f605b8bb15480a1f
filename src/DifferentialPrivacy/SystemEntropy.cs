using System.Security.Cryptography;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>The operating system's cryptographic generator; it cannot be seeded.</summary>
public sealed class SystemEntropy : IEntropy
{
    private SystemEntropy()
    {
    }

    /// <summary>The only instance; safe for use by several threads.</summary>
    public static SystemEntropy Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsConcurrent => true;

    /// <inheritdoc/>
    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}
