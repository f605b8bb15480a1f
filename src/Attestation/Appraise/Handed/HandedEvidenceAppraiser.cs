using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Judges evidence that somebody hands in, for anyone: is it readable, is it genuine, and is what it says acceptable by AMD's roots
/// and the floors that the asker names.
/// </summary>
/// <remarks>
/// 1 read every part; 2 authenticate the report, the endorsement and the token, each by its own root; 3 appraise what the genuine
/// ones say, and that they speak of one guest. A certificate or token outside its time is true and old, so that it is not
/// acceptable; a signature that does not hold is forged. A part that was not handed in is named as not judged: the verdict is about
/// what was handed in, and never more. SPEC.md, "Handed evidence".
/// </remarks>
public static class HandedEvidenceAppraiser
{
    /// <summary>Appraises evidence.</summary>
    /// <param name="evidence">The parts as handed in.</param>
    /// <param name="values">Whom to believe and what is acceptable.</param>
    /// <param name="at">The time at which certificates and token must be valid.</param>
    /// <exception cref="ArgumentException">There is a token without keys, or keys without a token.</exception>
    public static HandedEvidenceAppraisal Appraise(HandedEvidence evidence, HandedEvidenceValues values, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(values);
        if (evidence.Token.IsAbsent != evidence.TokenKeys.IsAbsent)
        {
            throw new ArgumentException("A token is judged by its service's keys: both are handed in, or neither.", nameof(evidence));
        }

        AppraisalChecklist list = new();
        GenuineReport? genuine = null;
        CertificateChain? chain = null;
        bool isReport = TryReadReport(list, evidence.Report, out SnpReport? report);
        if (TryReadChains(list, evidence.Chain, out IReadOnlyList<CertificateChain>? chains))
        {
            chain = chains[0];
            if (isReport)
            {
                genuine = HandedReport.Authenticate(list, report!, chains, values, at, out chain);
            }
        }

        GenuineEndorsement? endorsement = evidence.UvmEndorsement.TryGet(out ReadOnlyMemory<byte> uvm) ? HandedEndorsement.Authenticate(list, uvm, values) : null;
        GenuineToken? token = evidence.Token.TryGet(out ReadOnlyMemory<byte> compact) && evidence.TokenKeys.TryGet(out ReadOnlyMemory<byte> keys)
            ? HandedToken.Authenticate(list, compact, keys)
            : null;
        if (genuine is not null)
        {
            HandedReport.Appraise(list, genuine, evidence, values);
            HandedEndorsement.Appraise(list, genuine, endorsement, values);
            HandedToken.Appraise(list, genuine, token, at);
        }

        return new HandedEvidenceAppraisal(list.ToReport(), report, chain is null ? [] : ChainCertificate.Of(chain), NotJudged(evidence));
    }

    private static bool TryReadReport(AppraisalChecklist list, ReadOnlyMemory<byte> file, [NotNullWhen(true)] out SnpReport? report)
    {
        report = null;
        SnpReportFailure failure = SnpReportFailure.Length;
        bool isRead = ReportFile.TryRead(file, out byte[]? bytes) && SnpReport.TryParseUnjudged(bytes, out report, out failure);
        list.Read("report", $"a report of {SnpReport.Size} bytes, version 2 to 5, signed ECDSA P-384", isRead ? $"version {report!.Version}" : Found(failure, file), isRead);
        return isRead;
    }

    private static string Found(SnpReportFailure failure, ReadOnlyMemory<byte> file) =>
        failure == SnpReportFailure.Length ? $"{file.Length} bytes in no form that a report is read in" : $"another {failure}";

    private static bool TryReadChains(AppraisalChecklist list, ReadOnlyMemory<byte> file, [NotNullWhen(true)] out IReadOnlyList<CertificateChain>? chains)
    {
        chains = null;
        CertificateChainFailure failure = CertificateChainFailure.Text;
        bool isRead = CertificateFile.TryRead(file, out List<byte[]>? certificates) && CertificateChoice.TryChoose(certificates, out chains, out failure);
        const string Wanted = "the certificates of endorsement key, AMD's signing key and AMD's root";
        switch (failure)
        {
            case CertificateChainFailure.None:
                list.Read("chain", Wanted, $"{certificates!.Count} certificates", true);
                break;
            case CertificateChainFailure.Foreign or CertificateChainFailure.EndorsementKey:
                list.Authenticated("chain", Wanted, "certificates that AMD does not issue", false, PolicyNames.Hardware);
                break;
            case CertificateChainFailure.Count:
                list.Read("chain", Wanted, $"{certificates!.Count} certificates, and one of the three is not among them", false);
                break;
            default:
                list.Read("chain", Wanted, certificates is null ? "no certificate, or one that is cut off or damaged" : "a damaged certificate", false);
                break;
        }

        return isRead;
    }

    private static List<string> NotJudged(HandedEvidence evidence)
    {
        List<string> sentences = [];
        if (evidence.UvmEndorsement.IsAbsent)
        {
            sentences.Add("what was booted: no endorsement of the launch measurement was handed in");
        }

        if (evidence.Policy.IsAbsent)
        {
            sentences.Add("what may run in the guest: the policy that the host data stands for was not handed in");
        }

        if (evidence.RuntimeData.IsAbsent)
        {
            sentences.Add("what the guest had signed: the data whose digest the report data is was not handed in");
        }

        if (evidence.Token.IsAbsent)
        {
            sentences.Add("a second opinion: no attestation service's token was handed in");
        }

        sentences.Add("when the report was made: it carries no time, and answers a nonce only if its report data does");
        return sentences;
    }
}
