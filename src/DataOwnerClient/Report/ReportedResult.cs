using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One answered question.</summary>
/// <param name="Question">What was asked, in a few words.</param>
/// <param name="Verification">The result as it was verified.</param>
internal sealed record ReportedResult(string Question, ResultVerification Verification);
