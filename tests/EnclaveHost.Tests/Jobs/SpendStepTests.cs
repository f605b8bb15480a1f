using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Between admission and spend the clock is set and documents arrive: what counts is how things stand at the spend.</summary>
public sealed class SpendStepTests : IDisposable
{
    private readonly SampleRoom _room = new SampleRoom().Fill();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task What_is_still_admitted_is_charged()
    {
        using UnlockedJob job = await UnlockAsync();
        Assert.True(Spend(job).TryGet(out ChargedJob? charged, out _));
        charged.Dispose();
        Assert.Equal([LedgerEntryKind.Reserved, LedgerEntryKind.Released], _room.Entries.TakeLast(2));
    }

    [Fact]
    public async Task A_grant_that_ran_out_by_the_clock_that_attestation_set_pays_for_nothing()
    {
        using UnlockedJob job = await UnlockAsync();
        _room.Room.Clock.Set(SampleDocuments.Grant.Expires, System.Diagnostics.Stopwatch.GetTimestamp());
        Assert.Equal([DenialCode.JobExpired, DenialCode.GrantExpired, DenialCode.GrantExpired], Codes(Spend(job)));
        Assert.DoesNotContain(LedgerEntryKind.Reserved, _room.Entries);
    }

    [Fact]
    public async Task An_agreement_that_ended_meanwhile_pays_for_nothing()
    {
        using UnlockedJob job = await UnlockAsync();
        _room.Room.Clock.Set(SampleAgreement.Expires, System.Diagnostics.Stopwatch.GetTimestamp());
        Assert.Contains(DenialCode.AgreementExpired, Codes(Spend(job)));
        Assert.DoesNotContain(LedgerEntryKind.Reserved, _room.Entries);
    }

    [Fact]
    public async Task A_version_that_was_superseded_while_it_was_unlocked_is_not_opened()
    {
        using UnlockedJob job = await UnlockAsync();
        SealedSample newer = SealedSample.Ads(version: 2);
        _room.Put(newer);
        Assert.Equal([DenialCode.GrantForOtherManifest], Codes(Spend(job)));

        Assert.True(_room.Room.Grants.TryRecord(SampleRoom.Grant(newer, "second")));
        Assert.False(Spend(job).TryGet(out _, out Denial? denial));
        Assert.Equal("superseded while the job was unlocked", Assert.Single(denial.Reasons).Found);
        Assert.DoesNotContain(LedgerEntryKind.Reserved, _room.Entries);
    }

    [Fact]
    public async Task A_result_states_the_accounts_and_grants_that_paid_and_not_those_under_which_the_job_waited()
    {
        using SampleRoom room = new();
        SealedSample[] samples = [SealedSample.Feeds(), SealedSample.Ads()];
        foreach (SealedSample sample in samples)
        {
            room.Put(sample);
            Give(sample, "first", 2_000_000, minutes: 5);
        }

        List<string> paying = [];
        using PaidJob job = await PaidJob.PayAsync(room, "job-late", nanoRho: 1_000_000, unlocked: () =>
        {
            room.Room.Clock.NotBefore(SampleAgreement.Now.AddMinutes(6));
            paying.AddRange(samples.Select(sample => Give(sample, "second", 3_000_000, minutes: 60)));
        });
        await job.FinishAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.Equal(2, job.BudgetsLeft.Count);
        Assert.All(job.BudgetsLeft, budget => Assert.Equal((3_000_000, 2_000_000), (budget.GrantedNanoRho, budget.LeftNanoRho)));
        Assert.Equal(paying.Order(StringComparer.Ordinal), job.Grants.Order(StringComparer.Ordinal));

        string Give(SealedSample sample, string id, long nanoRho, int minutes)
        {
            SignedDocument<Grant> grant = SampleRoom.Grant(sample, id, nanoRho, grant => grant with { Expires = SampleAgreement.Now.AddMinutes(minutes) });
            Assert.True(room.Room.Grants.TryRecord(grant));
            return grant.Digest.ToString();
        }
    }

    [Fact]
    public async Task When_others_have_filled_the_disk_up_to_the_reserve_nothing_is_paid_for()
    {
        using SampleRoom full = new SampleRoom(limits: RoomLimits.Default with { FreeDisk = long.MaxValue / 2 }).Fill();
        Assert.True((await new UnlockStep(full.Room, new HeldKeys()).UnlockAsync(full.AdmitJob(), TestContext.Current.CancellationToken)).TryGet(out UnlockedJob? job, out _));
        using (job)
        {
            Assert.False(new SpendStep(full.Room, new AdmitStep(full.Room)).Spend(job).TryGet(out _, out Denial? denial));
            DenialReason reason = Assert.Single(denial.Reasons);
            Assert.Equal((DenialCode.RoomUnavailable, "disk", "operator"), (reason.Code, reason.Claim, reason.AskedBy));
        }

        Assert.DoesNotContain(LedgerEntryKind.Reserved, full.Entries);
    }

    private Step<ChargedJob> Spend(UnlockedJob job) => new SpendStep(_room.Room, new AdmitStep(_room.Room)).Spend(job);

    private static DenialCode[] Codes(Step<ChargedJob> step)
    {
        Assert.False(step.TryGet(out _, out Denial? denial));
        return [.. denial.Reasons.Select(reason => reason.Code)];
    }

    private async Task<UnlockedJob> UnlockAsync()
    {
        Step<UnlockedJob> step = await new UnlockStep(_room.Room, new HeldKeys()).UnlockAsync(_room.AdmitJob(), TestContext.Current.CancellationToken);
        Assert.True(step.TryGet(out UnlockedJob? unlocked, out Denial? denial), denial?.Reasons[0].ToString());
        return unlocked;
    }
}
