using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Ledgers;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Agent;

/// <summary>
/// Does by itself what an owner does with <c>grant</c>: appraises the instance each time anew, checks the whole ledger, and grants a portion to
/// whom little is left. It can do nothing that its owner could not, and nothing beyond the limits.
/// </summary>
internal sealed class GrantAgent(Uri address, SignedAgreement agreement, PartyKeyFolder owner, IReadOnlyList<SealedDataset> datasets, AgentLimits limits)
{
    /// <summary>Looks once.</summary>
    /// <returns>What it did, or why it did nothing, a line each.</returns>
    /// <exception cref="ClientException">The instance is not acceptable, its ledger does not hold, or the record of grants is in use.</exception>
    internal async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellationToken)
    {
        AttestationResult instance = await Appraisal.RequireAgreedAsync(address, agreement, cancellationToken);
        using RoomConnection room = new(address, instance, owner);
        using GrantRecord record = GrantRecord.Open(agreement, owner);
        LedgerCopy ledger = await RoomLedger.CopyAsync(room, cancellationToken);
        RequireHolds(ledger, record);
        (IReadOnlyList<GrantedBudget> budgets, IReadOnlyList<string> refused) = AgentDecision.Decide(
            limits, [.. agreement.Agreement.Privacy.Budgets.Where(budget => budget.Owner == owner.Id)], record.Left(), AccountsOf(instance, ledger));
        if (budgets.Count == 0)
        {
            return refused.Count > 0 ? refused : ["everybody has at least a portion; nothing to do"];
        }

        GrantOffer offer = new() { Datasets = datasets, Budgets = budgets, Lifetime = limits.Lifetime, StartsNewLedger = false };
        Grant grant = await GrantGiving.GiveAsync(agreement, owner, record, instance, room, offer, cancellationToken);
        return [$"granted {grant.Id} to instance {instance.InstanceId}: {string.Join(", ", budgets.Select(budget => $"{budget.Requester} {BudgetText.Write(budget)}"))}", .. refused];
    }

    private void RequireHolds(LedgerCopy ledger, GrantRecord record)
    {
        (VerificationCheck whole, LedgerAudit? audit) = LedgerCheck.Whole(ledger, agreement);
        List<VerificationCheck> checks = [whole];
        if (audit is not null)
        {
            checks.Add(LedgerCheck.Amendments(audit, agreement));
            checks.Add(LedgerCheck.Grants(owner.Id, record.Grants, ledger, agreement));
            if (record.SeenHead is { } seen)
            {
                checks.Add(LedgerCheck.GrewOutOf(seen, audit));
            }
        }

        if (checks.Find(check => !check.Holds) is { } failed)
        {
            throw new ClientException($"The room's ledger does not hold ({failed.Claim}: {failed.Found}). Nothing was granted.");
        }

        record.KeepHead(LedgerCheck.HeadOf(audit!));
    }

    private IReadOnlyList<InstanceAccount> AccountsOf(AttestationResult instance, LedgerCopy ledger) => InstanceAccounts.Read(
        agreement, owner.Id, instance.InstanceId, [.. datasets.Select(dataset => Granting.Reference(dataset, agreement))], ledger.Leaves, DateTimeOffset.UtcNow);
}
