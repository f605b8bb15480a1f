using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Step 4: the plan's whole cost is reserved at all owners whose data is touched, durably, or at none. Attestation may have set
/// the clock right since the job was admitted, and a manifest may have been superseded: so it is admitted once more first, and it is this admission's
/// accounts and grants that pay, and that the result states.
/// </summary>
internal sealed class SpendStep(Room room, AdmitStep admit)
{
    /// <summary>Admits and reserves in one transaction: no document that is recorded meanwhile can come between.</summary>
    internal Step<ChargedJob> Spend(UnlockedJob job) => room.Database.Transact(() => SpendAlone(job));

    private Step<ChargedJob> SpendAlone(UnlockedJob job)
    {
        // Others may have filled the disk since the job was put. What the reserve holds is for the results of jobs that were paid for before.
        if (!room.Disk.Fits(0))
        {
            return new Denial(DenialCode.RoomUnavailable, "disk", "full up to the reserve", "space for a result; nothing was spent", "operator");
        }

        if (!admit.Admit(job.Job.Job).TryGet(out AdmittedJob? now, out Denial? outdated))
        {
            return outdated;
        }

        if (!now.Datasets.Select(dataset => dataset.Manifest.Digest).SequenceEqual(job.Job.Datasets.Select(dataset => dataset.Manifest.Digest)))
        {
            return new Denial(DenialCode.GrantForOtherManifest, "manifests", "superseded while the job was unlocked", "those that were unlocked", "agreement");
        }

        ReservationId id = new(job.Job.Job.Document.Id.ToString());
        return room.Budgets.TrySpend(id, job.Job.Plan.Privacy, [.. now.Accounts], out BudgetGrant? grant, out BudgetDenial? denial)
            ? new ChargedJob(job, job.Job with { Accounts = now.Accounts, Grants = now.Grants }, grant)
            : new Denial([.. Explain(denial)]);
    }

    private IEnumerable<DenialReason> Explain(BudgetDenial denial)
    {
        if (denial.Reason == BudgetDenialReason.IdUsed)
        {
            return
            [
                new DenialReason
                {
                    Code = DenialCode.JobIdReused,
                    Claim = "job id",
                    Found = $"used before, {denial.KnownState}",
                    Wanted = "a new one",
                    AskedBy = "agreement",
                },
            ];
        }

        return denial.Shortfalls.Select(shortfall => BudgetShortfall.Describe(room, shortfall.Account, shortfall.Limit, shortfall.Spent, shortfall.Planned));
    }
}
