using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Puts a verified result into lines: the chain, the verdict, the numbers.</summary>
internal static class VerificationText
{
    internal static IEnumerable<string> Write(ResultVerification verification) =>
    [
        .. verification.Checks.Select(check => $"  {(check.Holds ? "ok" : "NO")}  {check.Claim}: wanted {check.Wanted}; found {check.Found}"),
        verification.Verdict switch
        {
            VerificationVerdict.Verified => "verified",
            VerificationVerdict.Unanchored => "unanchored: consistent in itself, but nothing ties this agreement to you. Give --agreement-hash, or --keys of a party.",
            _ => "REFUSED: do not use these numbers",
        },
        .. verification.Result is null ? [] : AnswerText.Write(verification.Result),
    ];

    internal static int ExitCodeOf(ResultVerification verification) => verification.Verdict switch
    {
        VerificationVerdict.Verified => ExitCode.Success,
        VerificationVerdict.Unanchored => ExitCode.Unanchored,
        _ => ExitCode.Refused,
    };
}
