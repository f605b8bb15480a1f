using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Decides whether a genuine token speaks of given evidence and says what the reference values ask for. A token is a second
/// opinion: it must agree with the report that it was made from, and it cannot show TCB or utility VM floors.
/// </summary>
/// <remarks>Source of the claim names: Microsoft Azure Attestation, claim set of <c>sevsnpvm</c>.</remarks>
public static class TokenAppraiser
{
    private const string Prefix = "x-ms-sevsnpvm-";

    /// <summary>Appraises a token.</summary>
    /// <param name="token">The token as genuine.</param>
    /// <param name="evidence">The evidence that was sent for it.</param>
    /// <param name="values">What is acceptable.</param>
    /// <param name="agreement">The agreement that the runtime claims must name.</param>
    /// <param name="nonce">The nonce of the request for the token.</param>
    /// <param name="appraised">The token as acceptable.</param>
    /// <param name="report">Every check, whatever the outcome.</param>
    public static bool TryAppraise(
        GenuineToken token,
        Evidence evidence,
        ReferenceValues values,
        Digest256 agreement,
        ulong nonce,
        [NotNullWhen(true)] out AppraisedToken? appraised,
        out AppraisalReport report)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(values);
        AppraisalChecklist list = new();
        JsonElement claims = token.Claims;

        TokenClaims.RunEqual(list, claims, "nonce", nonce.ToString(CultureInfo.InvariantCulture));
        TokenClaims.RunEqual(list, claims, "x-ms-attestation-type", "sevsnpvm");
        TokenClaims.RunEqual(list, claims, "x-ms-compliance-status", "azure-compliant-uvm");
        TokenClaims.RunEqual(list, claims, Prefix + "is-debuggable", "false");
        TokenClaims.RunEqual(list, claims, Prefix + "migration-allowed", "false");
        TokenClaims.RunEqual(list, claims, Prefix + "vmpl", "0");
        TokenClaims.RunEqual(list, claims, Prefix + "hostdata", evidence.Report.HostData.ToString());
        TokenClaims.RunEqual(list, claims, Prefix + "launchmeasurement", evidence.Report.Measurement.ToString());
        TokenClaims.RunEqual(list, claims, Prefix + "reportdata", Convert.ToHexStringLower(evidence.RuntimeClaims.ReportData));
        RunRuntime(list, claims, evidence.RuntimeClaims);
        ReportChecks.RunHostData(list, evidence.Report.HostData, values);
        list.AppraisedEqual("runtime.agreement", agreement.ToString(), evidence.RuntimeClaims.Agreement.ToString(), values.Owner);

        report = list.ToReport();
        appraised = report.Verdict == AppraisalVerdict.Acceptable ? new AppraisedToken(token, evidence, report) : null;
        return appraised is not null;
    }

    // The report data binds the bytes; this makes sure that what a release policy tests is what was bound.
    private static void RunRuntime(AppraisalChecklist list, JsonElement claims, RuntimeClaims runtime)
    {
        bool isPresent = claims.TryGetProperty("x-ms-runtime", out JsonElement stated);
        bool isSame = isPresent && StrictJson.TryParse(runtime.Encoded, out JsonElement bound) && JsonElement.DeepEquals(stated, bound);
        list.Appraised(
            "x-ms-runtime", "the runtime claims that the report binds", isSame ? "the same" : isPresent ? "other claims" : "nothing", isSame, PolicyNames.Project);
    }
}
