using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Ledgers;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Agent;

/// <summary>
/// Does by itself what an owner does with <c>grant</c>: appraises the instance each time anew, checks the whole ledger, sends again what was granted and never
/// arrived, and grants a portion to whom little is left. It can do nothing that its owner could not, and nothing beyond the limits.
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
        LedgerCopy ledger = await ReadAsync(room, record, cancellationToken);
        IReadOnlyList<string> sent = await SendMissingAsync(room, record, ledger, cancellationToken);
        if (sent.Count > 0)
        {
            ledger = await ReadAsync(room, record, cancellationToken);
        }

        (IReadOnlyList<GrantedBudget> budgets, IReadOnlyList<string> refused) = AgentDecision.Decide(
            limits, [.. agreement.Agreement.Privacy.Budgets.Where(budget => budget.Owner == owner.Id)], record.Left(), AccountsOf(instance, ledger));
        if (budgets.Count == 0)
        {
            return sent.Count + refused.Count > 0 ? [.. sent, .. refused] : ["everybody has at least a portion; nothing to do"];
        }

        GrantOffer offer = new() { Datasets = datasets, Budgets = budgets, Lifetime = limits.Lifetime, StartsNewLedger = false };
        Grant grant = await GrantGiving.GiveAsync(agreement, owner, record, instance, room, offer, cancellationToken);
        return [.. sent, $"granted {grant.Id} to instance {instance.InstanceId}: {string.Join(", ", budgets.Select(budget => $"{budget.Requester} {BudgetText.Write(budget)}"))}", .. refused];
    }

    private async Task<LedgerCopy> ReadAsync(RoomConnection room, GrantRecord record, CancellationToken cancellationToken)
    {
        LedgerCopy ledger = await RoomLedger.CopyAsync(room, cancellationToken);
        RequireHolds(ledger, record);
        return ledger;
    }

    /// <summary>
    /// A grant whose way failed counts as given here, and is nothing at the room. As long as one cannot be sent nothing else is granted, or each look at a room that
    /// takes none would give away another portion.
    /// </summary>
    /// <returns>What was sent, a line each.</returns>
    private async Task<IReadOnlyList<string>> SendMissingAsync(RoomConnection room, GrantRecord record, LedgerCopy ledger, CancellationToken cancellationToken)
    {
        Digest256 instance = room.Instance.InstanceId;
        GrantId[] arrived = [.. InstanceAccounts.GrantsTo(instance, owner.Id, agreement, ledger.Leaves).Select(recorded => recorded.Grant.Id)];
        List<string> sent = [];
        foreach (SignedDocument<Grant> grant in record.CurrentFor(instance, DateTimeOffset.UtcNow).Where(grant => !arrived.Contains(grant.Document.Id)))
        {
            await GrantGiving.SendAsync(room, grant, cancellationToken);
            sent.Add($"sent again: grant {grant.Document.Id}, which had not arrived");
        }

        return sent;
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
