using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>The claims of a token about a confidential container.</summary>
/// <remarks>Names and types are those of tokens that the real service issued. There is no audience.</remarks>
internal static class TokenClaims
{
    // What the service's default policy hashes to; this one has no other.
    private const string PolicyHash = "9NY0VnTQ-IiBriBplVUpFbczcDaEBUwsiFYAzHu_gco";

    /// <summary>Writes the claims.</summary>
    /// <param name="evidence">What was verified.</param>
    /// <param name="issuer">The service's address, without a slash at its end.</param>
    /// <param name="now">The time of issue.</param>
    /// <param name="lifetime">How long the token lives.</param>
    public static JsonObject Write(VerifiedEvidence evidence, string issuer, DateTimeOffset now, TimeSpan lifetime)
    {
        SnpReport report = evidence.Report.Report;
        TcbVersion tcb = evidence.Report.Tcb.Reported;
        JsonObject claims = new()
        {
            ["iss"] = issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            ["x-ms-ver"] = "1.0",
            ["x-ms-attestation-type"] = "sevsnpvm",
            ["x-ms-policy-hash"] = PolicyHash,
            ["x-ms-runtime"] = JsonNode.Parse(evidence.Runtime.GetRawText()),
            ["x-ms-sevsnpvm-authorkeydigest"] = report.AuthorKeyDigest.ToString(),
            ["x-ms-sevsnpvm-bootloader-svn"] = tcb.Bootloader,
            ["x-ms-sevsnpvm-familyId"] = Convert.ToHexStringLower(report.FamilyId),
            ["x-ms-sevsnpvm-guestsvn"] = report.GuestSvn,
            ["x-ms-sevsnpvm-hostdata"] = report.HostData.ToString(),
            ["x-ms-sevsnpvm-idkeydigest"] = report.IdKeyDigest.ToString(),
            ["x-ms-sevsnpvm-imageId"] = Convert.ToHexStringLower(report.ImageId),
            ["x-ms-sevsnpvm-is-debuggable"] = report.Policy.AllowsDebug,
            ["x-ms-sevsnpvm-launchmeasurement"] = report.Measurement.ToString(),
            ["x-ms-sevsnpvm-microcode-svn"] = tcb.Microcode,
            ["x-ms-sevsnpvm-migration-allowed"] = report.Policy.AllowsMigrationAgent,
            ["x-ms-sevsnpvm-reportdata"] = Convert.ToHexStringLower(report.ReportData),
            ["x-ms-sevsnpvm-reportid"] = Convert.ToHexStringLower(report.ReportId),
            ["x-ms-sevsnpvm-smt-allowed"] = report.Policy.AllowsSmt,
            ["x-ms-sevsnpvm-snpfw-svn"] = tcb.Snp,
            ["x-ms-sevsnpvm-tee-svn"] = tcb.Tee,
            ["x-ms-sevsnpvm-vmpl"] = report.Vmpl,
        };
        if (evidence.IsCompliant)
        {
            claims["x-ms-compliance-status"] = "azure-compliant-uvm";
        }

        if (evidence.Nonce is string nonce)
        {
            claims["nonce"] = nonce;
        }

        return claims;
    }
}
