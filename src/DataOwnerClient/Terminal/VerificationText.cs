using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Puts a verified result into lines: the chain, the verdict, the numbers.</summary>
internal static class VerificationText
{
    /// <summary>Every check, the verdict, the numbers.</summary>
    internal static IEnumerable<string> Write(ResultVerification verification) =>
        [.. verification.Checks.Select(Line), .. Beside(verification), Verdict(verification), .. Numbers(verification)];

    /// <summary>The numbers and the verdict, with the checks that do not hold, for who has just received them.</summary>
    internal static IEnumerable<string> Summarise(ResultVerification verification) =>
    [
        .. Numbers(verification),
        .. verification.Checks.Where(check => !check.Holds).Select(Line),
        .. Beside(verification),
        $"{Verdict(verification)} ({verification.Checks.Count(check => check.Holds)} of {verification.Checks.Count} checks hold)",
    ];

    private static string Line(VerificationCheck check) => $"  {(check.Holds ? "ok" : "NO")}  {check.Claim}: wanted {check.Wanted}; found {check.Found}";

    private static IEnumerable<string> Beside(ResultVerification verification) =>
        [.. verification.NotChecked.Select(lack => $"not checked: {lack}"), .. verification.Warnings.Select(warning => $"WARNING: {warning}")];

    private static string Verdict(ResultVerification verification) => verification.Verdict switch
    {
        VerificationVerdict.Verified => "verified",
        VerificationVerdict.Unanchored => "unanchored: consistent in itself, but nothing ties this agreement to you. Give --agreement-hash, or --keys of a party.",
        _ => "REFUSED: do not use these numbers",
    };

    private static IEnumerable<string> Numbers(ResultVerification verification) => verification.Result is null ? [] : AnswerText.Write(verification.Result);

    internal static int ExitCodeOf(ResultVerification verification) => verification.Verdict switch
    {
        VerificationVerdict.Verified => ExitCode.Success,
        VerificationVerdict.Unanchored => ExitCode.Unanchored,
        _ => ExitCode.Refused,
    };
}
