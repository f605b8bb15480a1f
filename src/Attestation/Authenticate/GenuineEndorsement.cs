namespace EnclaveCleanRoom.Attestation;

/// <summary>A utility VM's launch measurement as its publisher states it. Made by <see cref="UvmVerifier"/> alone.</summary>
public sealed class GenuineEndorsement
{
    internal GenuineEndorsement(UvmEndorsement endorsement, UvmAnchor anchor)
    {
        LaunchMeasurement = endorsement.LaunchMeasurement;
        Svn = endorsement.Svn;
        Anchor = anchor;
    }

    /// <summary>The launch measurement that a report must have for the endorsement to speak of it.</summary>
    public Digest384 LaunchMeasurement { get; }

    /// <summary>The release's security version number; Microsoft's releases for production start at 100.</summary>
    public int Svn { get; }

    /// <summary>The trust anchor that the statement was verified by.</summary>
    public UvmAnchor Anchor { get; }
}
