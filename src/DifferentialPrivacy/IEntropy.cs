namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// The one place randomness comes from. A release build has a single implementation, <see cref="SystemEntropy"/>; tests replay
/// bytes through their own.
/// </summary>
public interface IEntropy
{
    /// <summary>Fills all of <paramref name="destination"/> with independent uniform bits; must not return before it is full.</summary>
    public void Fill(Span<byte> destination);

    /// <summary>Whether several threads may take bits at the same time; then long vectors of noise are drawn by all of them.</summary>
    public bool IsConcurrent => false;
}
