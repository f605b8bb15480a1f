namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

/// <summary>Counts the bytes that another source hands out.</summary>
internal sealed class CountingEntropy(IEntropy source) : IEntropy
{
    public long Bytes { get; private set; }

    public void Fill(Span<byte> destination)
    {
        Bytes += destination.Length;
        source.Fill(destination);
    }
}
