namespace EnclaveCleanRoom.KeyRelease.Release;

/// <summary>A release response whose signature is that of the vault's host. What it says may still not be what was asked.</summary>
internal sealed class GenuineReleaseResponse
{
    /// <summary>Only <see cref="ReleaseResponseVerifier"/> calls this.</summary>
    internal GenuineReleaseResponse(ReleaseResponse said) => Said = said;

    public ReleaseResponse Said { get; }
}
