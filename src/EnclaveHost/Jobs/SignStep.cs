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
    /// <summary>Fixes what the answer states of its moment and its accounts; called when the job has been paid for.</summary>
    internal AnswerFrame Frame(AdmittedJob job) => Frame(job, job.AnswerAfter);

    /// <param name="job">A job that has been paid for.</param>
    /// <param name="delay">How long after now the answer leaves; zero for as soon as it is computed.</param>
    internal AnswerFrame Frame(AdmittedJob job, TimeSpan delay) => new(new AnswerDeadline(delay, room.Clock), [.. job.Accounts.Select(Left)]);

    internal SealedAnswer Sign(ChargedJob job, PrivateRelease<Answer> release, AnswerFrame frame)
    {
        AdmittedJob admitted = job.Job;
        ResultContext context = new()
        {
            Agreement = room.Agreement,
            Job = admitted.Job,
            Recipients = admitted.Recipients,
            Datasets = [.. admitted.Datasets.Select(dataset => dataset.Source)],
            Grants = admitted.Grants,
            IssuedAt = frame.Deadline.IssuedAt,
            BudgetsLeft = frame.BudgetsLeft,
            Evidence = job.Unlocked.Attested.Attested.Evidence.Write(),
        };
        SignedResult result = SignedResult.Sign(release, context, room.Keys.Signer);
        return new SealedAnswer(result.EncryptTo(room.Agreement, admitted.Recipients));
    }

    internal void Store(ChargedJob job, SealedAnswer answer) =>
        job.Grant.MarkStored(() => room.Jobs.Store(job.Job.Job.Document.Id, job.Job.AnswersOthers ? job.Job.Question : null, answer.Envelope));

    /// <summary>Records that a job has failed: its spend is kept when data was opened, and given back when it never was.</summary>
    internal void Fail(ChargedJob job)
    {
        BudgetGrant grant = job.Grant;
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
