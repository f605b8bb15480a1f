using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>The four words for what evidence is worth.</summary>
internal static class VerdictName
{
    internal const string Unreadable = "unreadable";

    internal static string Of(AppraisalVerdict verdict) => verdict switch
    {
        AppraisalVerdict.Acceptable => "acceptable",
        AppraisalVerdict.GenuineNotAcceptable => "genuine-not-acceptable",
        AppraisalVerdict.Forged => "forged",
        _ => Unreadable,
    };
}
