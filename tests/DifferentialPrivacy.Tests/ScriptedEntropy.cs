using System.Buffers.Binary;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

/// <summary>Words written out by a test, then zeros.</summary>
internal sealed class ScriptedEntropy(ulong[] script) : IEntropy
{
    private int _next;

    public void Fill(Span<byte> destination)
    {
        destination.Clear();
        for (int at = 0; at < destination.Length && _next < script.Length; at += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination[at..], script[_next++]);
        }
    }
}
