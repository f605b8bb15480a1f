using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Step 9: the release is signed with the evidence of the job and encrypted to its recipients; at the deadline it is stored together with the end
/// of its spend in one transaction, and only then can anybody fetch it. A failure is recorded at the same moment.
/// </summary>
internal sealed class SignStep(Room room)
{
    /// <summary>Starts counting to the moment at which the answer to a job leaves; called when the job has been paid for.</summary>
    internal AnswerDeadline StartDeadline(AdmittedJob job) => new(job.AnswerAfter, room.Clock);

    internal SealedAnswer Sign(UnlockedJob job, PrivateRelease<Answer> release, AnswerDeadline deadline)
    {
        AdmittedJob admitted = job.Job;
        ResultContext context = new()
        {
            Agreement = room.Agreement,
            Job = admitted.Job,
            Recipients = admitted.Recipients,
            Datasets = [.. admitted.Datasets.Select(dataset => dataset.Source)],
            Grants = admitted.Grants,
            IssuedAt = deadline.IssuedAt,
            BudgetsLeft = [.. admitted.Accounts.Select(Left)],
            Evidence = job.Attested.Attested.Evidence.Write(),
        };
        SignedResult result = SignedResult.Sign(release, context, room.Keys.Signer);
        return new SealedAnswer(result.EncryptTo(room.Agreement, admitted.Recipients));
    }

    internal void Store(UnlockedJob job, SealedAnswer answer, BudgetGrant grant) =>
        grant.MarkStored(() => room.Jobs.Store(job.Job.Job.Document.Id, job.Job.AnswersOthers ? job.Job.Question : null, answer.Envelope));

    /// <summary>Records that a job has failed: its spend is kept when data was opened, and given back when it never was.</summary>
    internal void Fail(UnlockedJob job, BudgetGrant grant)
    {
        try
        {
            if (grant.State == ReservationState.Reserved)
            {
                grant.Release();
            }
        }
        catch (InvalidOperationException)
        {
            // It was opened in this very moment.
        }

        JobId id = job.Job.Job.Document.Id;
        if (grant.State == ReservationState.Opened)
        {
            // One commit, as a result is.
            grant.MarkLost(() => room.Jobs.End(id, ReservationState.Lost));
        }
        else
        {
            room.Jobs.End(id, room.SpendOf(id));
        }
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
