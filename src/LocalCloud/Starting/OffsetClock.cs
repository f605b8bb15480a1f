namespace EnclaveCleanRoom.LocalCloud.Starting;

/// <summary>A clock that is wrong by a fixed time: the attestation service's, when one was ordered.</summary>
internal sealed class OffsetClock(TimeSpan offset) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
}
