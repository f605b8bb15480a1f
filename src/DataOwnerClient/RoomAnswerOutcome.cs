using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.DataOwnerClient;

/// <summary>What came of a question.</summary>
/// <param name="Job">The job that was asked.</param>
/// <param name="SignedResult">The signed result, to be kept: anybody entitled can verify it offline. <see langword="null"/> when there is none.</param>
/// <param name="Verification">The result's verification, with every check; look at its verdict before you believe a number. <see langword="null"/> without a result.</param>
/// <param name="Denial">Without a result, why: each reason as one line that begins with its code.</param>
public sealed record RoomAnswerOutcome(JobId Job, byte[]? SignedResult, ResultVerification? Verification, IReadOnlyList<string> Denial);
