using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Ledgers;

namespace EnclaveCleanRoom.DataOwnerClient.Agent;

/// <summary>What requesters still have with an instance, as the instance itself counts it: by its ledger, and nothing that is not in it.</summary>
internal static class InstanceAccounts
{
    /// <summary>Reads them off a ledger that was gone through and holds.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="owner">Whose grants.</param>
    /// <param name="instance">The instance that wrote the newest entries.</param>
    /// <param name="datasets">What a grant must open to count; one for earlier versions pays for nothing any more.</param>
    /// <param name="entries">All entries of the ledger.</param>
    /// <param name="now">A grant that has expired by then does not count.</param>
    /// <returns>An account for each requester whom the agreement gives a budget of the owner.</returns>
    /// <exception cref="ClientException">An entry about a spend cannot be read.</exception>
    internal static IReadOnlyList<InstanceAccount> Read(
        SignedAgreement agreement, PartyId owner, Digest256 instance, IReadOnlyList<GrantedDataset> datasets, IReadOnlyList<LedgerEntry> entries, DateTimeOffset now)
    {
        // An instance's spends are those after its own entry: an earlier one's were under grants to that one.
        int begin = entries.Index().Last(entry => entry.Item.Kind == LedgerEntryKind.Instance).Index;
        RecordedGrant[] grants = [.. GrantsTo(instance, owner, agreement, entries)];
        LedgerSpend[] spends = [.. LedgerSpend.ReadAll(entries).Where(spend => spend.EntryNumbers[0] > begin && spend.State != LedgerEntryKind.Released)];
        return [.. agreement.Agreement.Privacy.Budgets.Where(budget => budget.Owner == owner).Select(budget =>
        {
            RecordedSpend[] own = [.. spends
                .Where(spend => spend.Accounts.Contains((owner.ToString(), budget.Requester.ToString())))
                .Select(spend => new RecordedSpend(spend.EntryNumbers[0] - 1, spend.At, spend.Opened, spend.NanoRho, spend.AttoDelta))];
            GrantRest[] paying = [.. GrantAttribution.Of(agreement.Agreement, owner, budget.Requester, grants, own).Grants
                .Where(rest => now < rest.Grant.Expires && datasets.All(rest.Grant.Datasets.Contains))];
            return new InstanceAccount(budget.Requester, paying.Sum(rest => rest.NanoRho), paying.Sum(rest => rest.AttoDelta));
        })];
    }

    /// <summary>The owner's grants to an instance that a ledger holds.</summary>
    internal static IEnumerable<RecordedGrant> GrantsTo(Digest256 instance, PartyId owner, SignedAgreement agreement, IEnumerable<LedgerEntry> entries)
    {
        foreach ((int place, LedgerEntry entry) in entries.Index())
        {
            if (entry.Kind == LedgerEntryKind.Grant
                && SignedDocument.TryOpen(entry.Body, agreement, out SignedDocument<Grant>? grant, out _)
                && grant.Signer == owner && grant.Document.Instance.SigningKey == instance)
            {
                yield return new RecordedGrant(place, grant.Document);
            }
        }
    }
}
