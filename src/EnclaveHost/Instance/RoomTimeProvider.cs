namespace EnclaveCleanRoom.EnclaveHost.Instance;

/// <summary>The room's time for libraries that ask a <see cref="TimeProvider"/>: the operator's clock is not asked.</summary>
internal sealed class RoomTimeProvider(RoomClock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.Now;
}
