namespace EnclaveCleanRoom.Attestation;

/// <summary>Appraises what ties the parts of evidence together: measurement to endorsement, report to runtime claims, claims to the asker.</summary>
internal static class BindingChecks
{
    /// <summary>The report's launch measurement must be the one that the publisher endorsed, in a release that is not too old.</summary>
    public static void RunEndorsement(
        AppraisalChecklist list, GenuineReport genuine, GenuineEndorsement endorsement, int minimumSvn, string owner)
    {
        list.AppraisedEqual(
            "uvm.launch_measurement",
            endorsement.LaunchMeasurement.ToString(),
            genuine.Report.Measurement.ToString(),
            PolicyNames.UtilityVm);
        list.Appraised(
            "uvm.svn", $"at least {minimumSvn}", $"{endorsement.Svn}", endorsement.Svn >= minimumSvn, owner);
    }

    /// <summary>The report must bind the exact runtime bytes, and these must name the agreement and answer the nonce.</summary>
    public static void RunClaims(
        AppraisalChecklist list, GenuineReport genuine, RuntimeClaims claims, Digest256 agreement, ExpectedNonce nonce, ReferenceValues values)
    {
        RunReportData(list, genuine, claims.Encoded.Span);
        list.AppraisedEqual("runtime.agreement", agreement.ToString(), claims.Agreement.ToString(), values.Owner);
        list.Appraised(
            "runtime.nonce", nonce.ToString(), Base64UrlText.Encode(claims.Nonce), nonce.IsSatisfiedBy(claims.Nonce), PolicyNames.Project);
    }

    /// <summary>The report data must be SHA-256 of the runtime bytes, then zeros.</summary>
    public static void RunReportData(AppraisalChecklist list, GenuineReport genuine, ReadOnlySpan<byte> runtimeData) =>
        list.AppraisedEqual(
            "report_data",
            Convert.ToHexStringLower(RuntimeClaims.ReportDataFor(runtimeData)),
            Convert.ToHexStringLower(genuine.Report.ReportData),
            PolicyNames.Project);
}
