using System.Buffers.Binary;
using System.Security.Cryptography;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Pipeline.Bench.Own;

/// <summary>
/// Bytes that follow from nothing but their number, so that every run holds out the same people and models can be compared. The
/// product draws from the operating system alone.
/// </summary>
internal sealed class SeededEntropy : IEntropy
{
    private int _block;

    public void Fill(Span<byte> destination)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        while (!destination.IsEmpty)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, _block++);
            ReadOnlySpan<byte> block = SHA256.HashData(number);
            int length = Math.Min(block.Length, destination.Length);
            block[..length].CopyTo(destination);
            destination = destination[length..];
        }
    }
}
