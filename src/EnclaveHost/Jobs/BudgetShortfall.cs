using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>An account that has no room for a job, in the words in which it is denied.</summary>
internal static class BudgetShortfall
{
    /// <param name="account">Whose people, which requester.</param>
    /// <param name="limit">What was granted.</param>
    /// <param name="spent">What is spent.</param>
    /// <param name="planned">What the job would cost.</param>
    /// <param name="consumers">Which jobs spent it.</param>
    internal static DenialReason Describe(BudgetAccountId account, PrivacyCost limit, PrivacyCost spent, PrivacyCost planned, string consumers) => new()
    {
        Code = DenialCode.BudgetExhausted,
        Claim = $"budget of {account.Owner} for {account.Requester}",
        Found = $"spent rho {spent.NanoRho}e-9 of {limit.NanoRho}e-9, delta {spent.AttoDelta}e-18 of {limit.AttoDelta}e-18: {consumers}",
        Wanted = $"room for rho {planned.NanoRho}e-9, delta {planned.AttoDelta}e-18",
        AskedBy = account.Owner,
    };
}
