namespace EnclaveCleanRoom.Attestation;

/// <summary>What handed evidence is worth, and why. For reading: nothing is released or granted on it.</summary>
public sealed class HandedEvidenceAppraisal
{
    internal HandedEvidenceAppraisal(
        AppraisalReport appraisal, SnpReport? report, IReadOnlyList<ChainCertificate> certificates, IReadOnlyList<string> notJudged)
    {
        Appraisal = appraisal;
        Report = report;
        Certificates = certificates;
        NotJudged = notJudged;
    }

    /// <summary>The verdict, and every check that was run.</summary>
    public AppraisalReport Appraisal { get; }

    /// <summary>The report as read, believed only when the verdict says so; null when it could not be read.</summary>
    public SnpReport? Report { get; }

    /// <summary>The chain from the endorsement key to the root; empty when there was none.</summary>
    public IReadOnlyList<ChainCertificate> Certificates { get; }

    /// <summary>What the verdict says nothing about, because the part for it was not handed in: a sentence each.</summary>
    public IReadOnlyList<string> NotJudged { get; }

    /// <summary>What a live instance's evidence is worth, as its appraisals say.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="appraisal">Every check.</param>
    /// <param name="notJudged">What was not judged: a sentence each.</param>
    public static HandedEvidenceAppraisal Of(Evidence evidence, AppraisalReport appraisal, IReadOnlyList<string> notJudged)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(appraisal);
        ArgumentNullException.ThrowIfNull(notJudged);
        return new HandedEvidenceAppraisal(appraisal, evidence.Report, ChainCertificate.Of(evidence.Chain), notJudged);
    }

    /// <summary>What a document is worth that is no evidence.</summary>
    /// <param name="failure">What <see cref="Evidence.TryParse"/> said.</param>
    /// <exception cref="ArgumentOutOfRangeException">There was no failure.</exception>
    public static HandedEvidenceAppraisal Unreadable(EvidenceFailure failure) => new(AppraisalReport.Unreadable(failure), null, [], []);
}
