using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>An account that has no room for a job, in the words in which it is denied.</summary>
internal static class BudgetShortfall
{
    /// <param name="room">Whose ledger says which jobs spent it.</param>
    /// <param name="account">Whose people, which requester.</param>
    /// <param name="limit">What it may spend in all.</param>
    /// <param name="spent">What is spent.</param>
    /// <param name="planned">What the job would cost.</param>
    internal static DenialReason Describe(Room room, BudgetAccountId account, PrivacyCost limit, PrivacyCost spent, PrivacyCost planned)
    {
        bool hasRho = (Int128)spent.NanoRho + planned.NanoRho <= limit.NanoRho;
        return new DenialReason
        {
            Code = DenialCode.BudgetExhausted,
            Claim = $"budget of {account.Owner} for {account.Requester}",
            Found = $"spent rho {spent.NanoRho}e-9 of {limit.NanoRho}e-9, delta {spent.AttoDelta}e-18 of {limit.AttoDelta}e-18: {BudgetConsumers.Describe(room, account, byDelta: hasRho)}",
            Wanted = $"room for rho {planned.NanoRho}e-9, delta {planned.AttoDelta}e-18",
            AskedBy = account.Owner,
        };
    }
}
