namespace EnclaveCleanRoom.KeyRelease.Tests.Release;

internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
