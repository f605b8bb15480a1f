using System.Security.Cryptography;

namespace EnclaveCleanRoom.Parquet.Encryption;

/// <summary>The operating system's generator.</summary>
internal sealed class SystemRandomBytes : IRandomBytes
{
    public static SystemRandomBytes Instance { get; } = new();

    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
