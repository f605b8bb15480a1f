using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>An account before a job.</summary>
/// <param name="Account">Whose people, which requester, and what was granted.</param>
/// <param name="Spent">What is spent.</param>
/// <param name="Planned">What the job would cost.</param>
internal sealed record AccountPreview(BudgetAccount Account, PrivacyCost Spent, PrivacyCost Planned)
{
    /// <summary>How many jobs of this cost the account has left, this one included.</summary>
    internal long Remaining => Math.Min(
        Times(Account.Limit.NanoRho - Spent.NanoRho, Planned.NanoRho),
        Times(Account.Limit.AttoDelta - Spent.AttoDelta, Planned.AttoDelta));

    /// <summary>Why it has none left.</summary>
    internal DenialReason Shortfall(Room room) => BudgetShortfall.Describe(room, Account.Id, Account.Limit, Spent, Planned);

    private static long Times(long left, long each) => left < 0 ? 0 : each == 0 ? long.MaxValue : left / each;
}
