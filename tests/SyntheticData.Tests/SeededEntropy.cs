using System.Security.Cryptography;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Tests;

/// <summary>Bytes that follow from a seed (AES-256 in counter mode), so that a failing test can be replayed.</summary>
internal sealed class SeededEntropy : IEntropy, IDisposable
{
    private readonly Aes _cipher = Aes.Create();
    private ulong _counter;

    public SeededEntropy(int seed) => _cipher.SetKey(SHA256.HashData(BitConverter.GetBytes(seed)));

    public void Fill(Span<byte> destination)
    {
        byte[] blocks = new byte[(destination.Length + 15) / 16 * 16];
        for (int at = 0; at < blocks.Length; at += 16)
        {
            BitConverter.TryWriteBytes(blocks.AsSpan(at), _counter++);
        }

        _cipher.EncryptEcb(blocks, PaddingMode.None).AsSpan(0, destination.Length).CopyTo(destination);
    }

    public void Dispose() => _cipher.Dispose();
}
