using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>
/// What <c>attest</c> ends with. A script has to tell evidence that is true and refused from evidence that is not true, so 2 means
/// the first here, and a wrong command line ends with 1.
/// </summary>
internal static class AttestExitCode
{
    internal const int Acceptable = 0;
    internal const int ForgedOrUnreadable = 1;
    internal const int GenuineNotAcceptable = 2;

    internal static int Of(AppraisalVerdict verdict) => verdict switch
    {
        AppraisalVerdict.Acceptable => Acceptable,
        AppraisalVerdict.GenuineNotAcceptable => GenuineNotAcceptable,
        _ => ForgedOrUnreadable,
    };
}
