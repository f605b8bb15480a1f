using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Step 9: the release is signed with the evidence of the job, encrypted to its recipients, and stored together with the end
/// of its spend in one transaction. Only then can anybody fetch it.
/// </summary>
internal sealed class SignStep(Room room)
{
    internal void SignAndStore(UnlockedJob job, PrivateRelease<Answer> release, BudgetGrant grant)
    {
        AdmittedJob admitted = job.Job;
        ResultContext context = new()
        {
            Agreement = room.Agreement,
            Job = admitted.Job,
            Recipients = admitted.Recipients,
            Datasets = [admitted.Primary.Source, admitted.Partner.Source],
            Grants = admitted.Grants,
            IssuedAt = room.Clock.Now,
            BudgetsLeft = [.. admitted.Accounts.Select(Left)],
            Evidence = job.Attested.Attested.Evidence.Write(),
        };
        SignedResult result = SignedResult.Sign(release, context, room.Keys.Signer);
        byte[] envelope = result.EncryptTo(room.Agreement, admitted.Recipients);
        room.Database.Transact(() =>
        {
            room.Jobs.Store(admitted.Job.Document.Id, envelope);
            grant.MarkStored();
            return true;
        });
    }

    private BudgetLeft Left(BudgetAccount account)
    {
        PrivacyCost spent = room.Budgets.Spent(account.Id);
        return new BudgetLeft
        {
            Owner = PartyId.Parse(account.Id.Owner),
            Requester = PartyId.Parse(account.Id.Requester),
            GrantedNanoRho = account.Limit.NanoRho,
            LeftNanoRho = Math.Max(account.Limit.NanoRho - spent.NanoRho, 0),
            GrantedAttoDelta = account.Limit.AttoDelta,
            LeftAttoDelta = Math.Max(account.Limit.AttoDelta - spent.AttoDelta, 0),
        };
    }
}
