using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Step 4: the plan's whole cost is reserved at all owners whose data is touched, durably, or at none. Attestation may have set
/// the clock right since the job was admitted, and a manifest may have been superseded: so it is admitted once more first.
/// </summary>
internal sealed class SpendStep(Room room, AdmitStep admit)
{
    internal Step<BudgetGrant> Spend(UnlockedJob job)
    {
        if (!admit.Admit(job.Job.Job).TryGet(out AdmittedJob? now, out Denial? outdated))
        {
            return outdated;
        }

        if (now.Primary.Manifest.Digest != job.Job.Primary.Manifest.Digest || now.Partner.Manifest.Digest != job.Job.Partner.Manifest.Digest)
        {
            return new Denial(DenialCode.GrantForOtherManifest, "manifests", "superseded while the job was unlocked", "those that were unlocked", "agreement");
        }

        ReservationId id = new(job.Job.Job.Document.Id.ToString());
        return room.Budgets.TrySpend(id, job.Job.Plan.Privacy, [.. now.Accounts], out BudgetGrant? grant, out BudgetDenial? denial)
            ? grant
            : new Denial([.. Explain(job, denial)]);
    }

    private static IEnumerable<DenialReason> Explain(UnlockedJob job, BudgetDenial denial)
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

        return denial.Shortfalls.Select(shortfall => new DenialReason
        {
            Code = DenialCode.BudgetExhausted,
            Claim = $"budget of {shortfall.Account.Owner} for {shortfall.Account.Requester}",
            Found = $"spent rho {shortfall.Spent.NanoRho}e-9 of {shortfall.Limit.NanoRho}e-9,"
                + $" delta {shortfall.Spent.AttoDelta}e-18 of {shortfall.Limit.AttoDelta}e-18",
            Wanted = $"room for rho {shortfall.Planned.NanoRho}e-9, delta {shortfall.Planned.AttoDelta}e-18 of job {job.Job.Job.Document.Id}",
            AskedBy = shortfall.Account.Owner,
        });
    }
}
