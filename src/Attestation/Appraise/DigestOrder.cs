namespace EnclaveCleanRoom.Attestation;

/// <summary>Orders digests by their bytes, so that lists of them read the same everywhere.</summary>
internal sealed class DigestOrder : IComparer<Digest256>
{
    public static DigestOrder Instance { get; } = new();

    public int Compare(Digest256 x, Digest256 y) => x.AsSpan().SequenceCompareTo(y.AsSpan());
}
