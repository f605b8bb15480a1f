namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// An instance that was appraised and found acceptable: what the relying party may act on. Made by <see cref="Appraiser"/> alone.
/// </summary>
public sealed class AttestationResult
{
    internal AttestationResult(
        Evidence evidence, GenuineReport report, GenuineEndorsement endorsement, AppraisalReport appraisal, DateTimeOffset appraisedAt)
    {
        Evidence = evidence;
        Report = report;
        Endorsement = endorsement;
        Appraisal = appraisal;
        AppraisedAt = appraisedAt;
    }

    /// <summary>The evidence that was appraised.</summary>
    public Evidence Evidence { get; }

    /// <summary>The genuine report in it.</summary>
    public GenuineReport Report { get; }

    /// <summary>The genuine endorsement in it.</summary>
    public GenuineEndorsement Endorsement { get; }

    /// <summary>The runtime claims that the report binds.</summary>
    public RuntimeClaims RuntimeClaims => Evidence.RuntimeClaims;

    /// <summary>The instance: the thumbprint of its signing key.</summary>
    public Digest256 InstanceId => RuntimeClaims.InstanceId;

    /// <summary>Every check that was run.</summary>
    public AppraisalReport Appraisal { get; }

    /// <summary>The time that the appraisal was made for.</summary>
    public DateTimeOffset AppraisedAt { get; }
}
