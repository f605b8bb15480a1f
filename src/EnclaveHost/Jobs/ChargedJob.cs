using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>An unlocked job that was paid for, as it stood at the spend. Its keys stay whose they were; the grant ends with it.</summary>
internal sealed class ChargedJob(UnlockedJob unlocked, AdmittedJob job, BudgetGrant grant) : IDisposable
{
    internal UnlockedJob Unlocked => unlocked;

    /// <summary>The job with the accounts and grants that paid, which may be others than those under which its keys were asked for.</summary>
    internal AdmittedJob Job => job;

    internal BudgetGrant Grant => grant;

    public void Dispose() => grant.Dispose();
}
