using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>What came of a job: a signed result, the reasons of a denial, or neither.</summary>
/// <param name="Job">The job that was asked, which a result must answer.</param>
/// <param name="SignedResult">The COSE_Sign1, decrypted; nothing about it is verified yet.</param>
/// <param name="Denial">Why it was denied, each as one line.</param>
internal sealed record JobOutcome(JobId Job, byte[]? SignedResult, IReadOnlyList<string> Denial);
