using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>Handed evidence that is acceptable as it stands under a root of the tests' own, of which each part can be changed.</summary>
internal sealed record HandedParts
{
    public static DateTimeOffset At { get; } = SimulatedEvidence.At;

    public static HandedEvidenceValues Values { get; } = HandedEvidenceValues.Default with
    {
        Hardware = [SimulatedEvidence.HardwareAnchor],
        UtilityVms = [SimulatedEndorsement.Anchor],
    };

    public static byte[] PolicyText { get; } = Encoding.UTF8.GetBytes("simulated policy document");

    public SimulatedReport Report { get; init; } = new() { ReportData = SimulatedEvidence.ValidClaims.ReportData };

    public byte[]? ReportBytes { get; init; }

    public byte[] Chain { get; init; } = SimulatedChain.MilanPem;

    public byte[]? Uvm { get; init; }

    public byte[]? Policy { get; init; }

    public byte[]? Runtime { get; init; }

    public SimulatedToken? Token { get; init; }

    public byte[]? TokenBytes { get; init; }

    public byte[]? Keys { get; init; }

    public HandedEvidenceAppraisal Appraise(HandedEvidenceValues? values = null, DateTimeOffset? at = null) =>
        HandedEvidenceAppraiser.Appraise(ToEvidence(), values ?? Values, at ?? At);

    /// <summary>The verdict, with the claims that were refused.</summary>
    public string Verdict(HandedEvidenceValues? values = null, DateTimeOffset? at = null)
    {
        AppraisalReport report = Appraise(values, at).Appraisal;
        return string.Join(' ', report.Refusals.Select(check => check.Claim).Prepend(report.Verdict + ":"));
    }

    private HandedEvidence ToEvidence()
    {
        byte[]? token = TokenBytes ?? (Token is null ? null : Encoding.ASCII.GetBytes(Token.ToString()));
        byte[]? keys = token is null ? null : Keys ?? Encoding.UTF8.GetBytes(SimulatedToken.KeySet((SimulatedToken.SignerId, SimulatedToken.SignerCertificate)));
        return new HandedEvidence
        {
            Report = ReportBytes ?? Report.ToBytes(),
            Chain = Chain,
            UvmEndorsement = Optional(Uvm),
            Policy = Optional(Policy),
            RuntimeData = Optional(Runtime),
            Token = Optional(token),
            TokenKeys = Optional(keys),
        };
    }

    private static HandedPart Optional(byte[]? bytes) => bytes is null ? HandedPart.Absent : HandedPart.Of(bytes);
}
