using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>One answered question of the demo, as it was verified.</summary>
/// <param name="Name">The question's name.</param>
/// <param name="Signed">The COSE_Sign1.</param>
/// <param name="Verification">What verifying it said.</param>
internal sealed record DemoAnswer(string Name, byte[] Signed, ResultVerification Verification)
{
    internal Result Result => Verification.Result ?? throw new ClientException($"The result of '{Name}' did not verify.");
}
