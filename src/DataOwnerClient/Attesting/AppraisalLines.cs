using System.Globalization;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>Puts an appraisal into lines: what was found, who signed whom, every check, every denial, and what was not judged.</summary>
internal static class AppraisalLines
{
    /// <summary>The checks, step by step.</summary>
    internal static IEnumerable<string> Checks(AppraisalReport report) =>
        report.Checks.GroupBy(check => check.Step).SelectMany(step => step.Select(check => $"  {check}").Prepend(step.Key switch
        {
            AppraisalStep.Parse => "can it be read?",
            AppraisalStep.Authenticate => "is it genuine?",
            _ => "is it acceptable?",
        }));

    /// <summary>The whole appraisal of handed evidence; its first line is the verdict alone.</summary>
    internal static IEnumerable<string> Write(HandedEvidenceAppraisal appraisal) =>
    [
        VerdictName.Of(appraisal.Appraisal.Verdict),
        .. appraisal.Report is { } report ? Describe(report) : [],
        .. appraisal.Certificates.Count > 0 ? Chain(appraisal.Certificates) : [],
        .. Checks(appraisal.Appraisal),
        .. Denials(appraisal.Appraisal),
        .. appraisal.NotJudged.Select(sentence => $"  {sentence}").Prepend("not judged"),
    ];

    /// <summary>From the root down: who signed whom.</summary>
    internal static IEnumerable<string> Chain(IReadOnlyList<ChainCertificate> certificates) =>
        certificates.Reverse().Select(certificate =>
            $"  {certificate.Subject}: {certificate.Role}, names {(certificate.Issuer == certificate.Subject ? "itself" : certificate.Issuer)} as its signer, "
            + $"{Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}, sha256 {certificate.Fingerprint}{(certificate.Detail.Length > 0 ? "; " + certificate.Detail : "")}")
        .Prepend("who signed whom, as the certificates say");

    private static IEnumerable<string> Describe(SnpReport report) =>
    [
        "the report, as it says",
        $"  version {report.Version}, {report.Product?.ToString() ?? "line not stated"}, VMPL {(report.Vmpl == SnpReport.HostVmpl ? "none (asked for by the host)" : report.Vmpl.ToString(CultureInfo.InvariantCulture))}, policy 0x{report.Policy.Value:x}",
        $"  measurement {report.Measurement}",
        $"  host data   {report.HostData}",
        $"  report data {Convert.ToHexStringLower(report.ReportData)}",
    ];

    private static IEnumerable<string> Denials(AppraisalReport report) => report.Refusals.Count == 0
        ? ["denials: none"]
        : report.Refusals.Select(check => $"  {check.Claim}: wanted {check.Wanted}; found {check.Found} ({check.Policy})").Prepend($"denials: {report.Refusals.Count}");

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
