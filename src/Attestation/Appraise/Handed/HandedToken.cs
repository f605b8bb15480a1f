using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The token among handed evidence: signed by a key that was handed in with it, valid, and saying of the guest what the report says.
/// </summary>
internal static class HandedToken
{
    private const string Prefix = "x-ms-sevsnpvm-";

    public static GenuineToken? Authenticate(AppraisalChecklist list, ReadOnlyMemory<byte> file, ReadOnlyMemory<byte> keysFile)
    {
        bool isToken = AttestationToken.TryParse(Compact(file), out AttestationToken? token, out AttestationTokenFailure tokenFailure);
        list.Read("token", "a compact JSON Web Token signed RS256", isToken ? "such a token" : $"something else ({tokenFailure})", isToken);
        bool isKeys = Jwks.TryParse(WithoutCommentLines(keysFile), out Jwks? keys, out JwksFailure keysFailure);
        list.Read("token.keys", "a JSON Web Key Set with certificates", isKeys ? $"{keys!.KeyIds.Count} keys" : $"something else ({keysFailure})", isKeys);
        if (!isToken || !isKeys)
        {
            return null;
        }

        TokenAuthenticationFailure failure = TokenAuthenticationFailure.Issuer;
        GenuineToken? genuine = null;
        bool isGenuine = AttestationAuthority.TryParse(token!.Issuer, out AttestationAuthority? authority)
            && TokenVerifier.TryAuthenticateAtIssue(token, authority, keys!, TokenSignerTrust.AsPublished, out genuine, out failure);
        list.Authenticated(
            "token.signature",
            $"signed by key {token.KeyId} of the keys handed in",
            isGenuine ? $"signed, in the name of {token.Issuer}" : $"{failure} (issuer {token.Issuer})",
            isGenuine,
            PolicyNames.AttestationService);
        return genuine;
    }

    /// <summary>Both must agree: each claim about the guest is the report's own.</summary>
    public static void Appraise(AppraisalChecklist list, GenuineReport genuine, GenuineToken? token, DateTimeOffset at)
    {
        if (token is null)
        {
            return;
        }

        list.Appraised(
            "token.validity",
            $"valid at {Text(at)}",
            $"valid {Text(token.Token.NotBefore)} to {Text(token.Expires)}",
            at >= token.Token.NotBefore - TokenVerifier.ClockSkew && at < token.Expires + TokenVerifier.ClockSkew,
            PolicyNames.AttestationService);
        foreach ((string name, string wanted) in Claims(genuine))
        {
            TokenClaims.RunEqual(list, token.Claims, name, wanted);
        }
    }

    private static IEnumerable<(string Name, string Wanted)> Claims(GenuineReport genuine)
    {
        SnpReport report = genuine.Report;
        TcbVersion tcb = genuine.Tcb.Reported;
        return
        [
            ("x-ms-attestation-type", "sevsnpvm"),
            ("x-ms-compliance-status", "azure-compliant-uvm"),
            (Prefix + "is-debuggable", Text(report.Policy.AllowsDebug)),
            (Prefix + "migration-allowed", Text(report.Policy.AllowsMigrationAgent)),
            (Prefix + "vmpl", Text(report.Vmpl)),
            (Prefix + "guestsvn", Text(report.GuestSvn)),
            (Prefix + "hostdata", report.HostData.ToString()),
            (Prefix + "launchmeasurement", report.Measurement.ToString()),
            (Prefix + "reportdata", Convert.ToHexStringLower(report.ReportData)),
            (Prefix + "reportid", Convert.ToHexStringLower(report.ReportId)),
            (Prefix + "bootloader-svn", Text(tcb.Bootloader)),
            (Prefix + "tee-svn", Text(tcb.Tee)),
            (Prefix + "snpfw-svn", Text(tcb.Snp)),
            (Prefix + "microcode-svn", Text(tcb.Microcode)),
        ];
    }

    // The service answers {"token":"…"}; what people keep is often the token alone.
    private static string Compact(ReadOnlyMemory<byte> file)
    {
        string text = Encoding.UTF8.GetString(file.Span).Trim();
        return text.StartsWith('{') && StrictJson.TryParse(Encoding.UTF8.GetBytes(text), out JsonElement root)
            && root.TryGetProperty("token", out JsonElement member) && StrictJsonText.TryGetString(member, out string? compact)
                ? compact
                : text.Trim('"');
    }

    // Key sets that people keep often have a line of comment on top.
    private static byte[] WithoutCommentLines(ReadOnlyMemory<byte> file) => Encoding.UTF8.GetBytes(string.Join(
        '\n', Encoding.UTF8.GetString(file.Span).TrimStart('\uFEFF').Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))));

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(uint value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
