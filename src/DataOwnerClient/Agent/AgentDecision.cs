using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Agent;

/// <summary>
/// Decides what to grant now. A requester whose rest with the instance is below its portion gets a whole portion, as long as everything
/// ever granted stays within the owner's limit and the agreement's budget; never a part of one, so that a limit is reached and then stays.
/// </summary>
internal static class AgentDecision
{
    /// <summary>Decides.</summary>
    /// <param name="limits">What the owner allows.</param>
    /// <param name="budgets">The agreement's budgets of this owner.</param>
    /// <param name="left">What may still be granted of them.</param>
    /// <param name="accounts">What each requester still has with the instance; who is missing has nothing.</param>
    /// <returns>What to grant, empty when nothing; and why somebody who has too little gets nothing.</returns>
    internal static (IReadOnlyList<GrantedBudget> Grant, IReadOnlyList<string> Refused) Decide(
        AgentLimits limits, IReadOnlyList<BudgetTerms> budgets, IReadOnlyList<GrantedBudget> left, IReadOnlyList<InstanceAccount> accounts)
    {
        List<GrantedBudget> grant = [];
        List<string> refused = [];
        foreach (GrantedBudget portion in limits.Portions)
        {
            InstanceAccount? account = accounts.FirstOrDefault(account => account.Requester == portion.Requester);
            if (account is not null && account.NanoRho >= portion.NanoRho && account.AttoDelta >= portion.AttoDelta)
            {
                continue;
            }

            GrantedBudget most = limits.Most.Single(limit => limit.Requester == portion.Requester);
            BudgetTerms? budget = budgets.FirstOrDefault(terms => terms.Requester == portion.Requester);
            GrantedBudget? rest = left.FirstOrDefault(rest => rest.Requester == portion.Requester);
            if (budget is null || rest is null)
            {
                refused.Add($"{portion.Requester}: the agreement gives it no budget of yours");
            }
            else if (portion.NanoRho > rest.NanoRho || portion.AttoDelta > rest.AttoDelta)
            {
                refused.Add($"{portion.Requester}: less than a portion is left of the agreement's budget");
            }
            else if (budget.NanoRho - rest.NanoRho + portion.NanoRho > most.NanoRho || budget.AttoDelta - rest.AttoDelta + portion.AttoDelta > most.AttoDelta)
            {
                refused.Add($"{portion.Requester}: your limit is reached");
            }
            else
            {
                grant.Add(portion);
            }
        }

        return (grant, refused);
    }
}
