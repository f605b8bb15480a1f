using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

/// <summary>What an owner takes back can no longer be spent, and what was spent is not given back.</summary>
public sealed class GrantClosingTests : IDisposable
{
    private static readonly System.Text.Json.JsonSerializerOptions s_json = new(System.Text.Json.JsonSerializerDefaults.Web);

    private readonly SampleRoom _room = new SampleRoom().Fill();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void What_was_spent_is_stated_and_what_was_given_back_is_not()
    {
        AdmittedJob job = _room.AdmitJob().Job;
        Assert.Empty(Read(GrantClosing.Close(_room.Room, SampleAgreement.Advertiser)).Spent);

        Spend("job-lost", job).Open();
        Spend("job-unopened", job).Dispose();
        SpentBudget spent = Assert.Single(Read(GrantClosing.Close(_room.Room, SampleAgreement.Publisher)).Spent);
        Assert.Equal((SampleAgreement.Advertiser, job.Plan.Privacy.Cost.NanoRho), (spent.Requester, spent.NanoRho));
    }

    [Fact]
    public void After_it_no_job_is_admitted_and_no_grant_taken()
    {
        byte[] statement = GrantClosing.Close(_room.Room, SampleAgreement.Publisher);
        Assert.False(new AdmitStep(_room.Room).Admit(SampleRoom.SignJob()).TryGet(out _, out Denial? denial));
        Assert.Contains(denial.Reasons, reason => reason.Code == Agreements.Admission.DenialCode.GrantsClosed);
        Assert.False(_room.Room.Grants.TryRecord(SampleRoom.Grant(SealedSample.Feeds(), "another")));
        Assert.Equal(statement, GrantClosing.Close(_room.Room, SampleAgreement.Publisher));
        Assert.Single(_room.Entries, LedgerEntryKind.Closed);
    }

    [Fact]
    public async Task A_job_that_was_unlocked_before_it_spends_nothing_after_it()
    {
        Step<UnlockedJob> step = await new UnlockStep(_room.Room, new HeldKeys()).UnlockAsync(_room.AdmitJob(), TestContext.Current.CancellationToken);
        Assert.True(step.TryGet(out UnlockedJob? unlocked, out _));
        using (unlocked)
        {
            GrantClosing.Close(_room.Room, SampleAgreement.Publisher);
            Assert.False(new SpendStep(_room.Room, new AdmitStep(_room.Room)).Spend(unlocked).TryGet(out _, out Denial? denial));
            Assert.Contains(denial.Reasons, reason => reason.Code == Agreements.Admission.DenialCode.GrantsClosed);
        }

        Assert.DoesNotContain(LedgerEntryKind.Reserved, _room.Entries);
    }

    private BudgetGrant Spend(string id, AdmittedJob job)
    {
        _room.Record(SampleRoom.SignJob(id));
        Assert.True(_room.Room.Budgets.TrySpend(new ReservationId(id), job.Plan.Privacy, [.. job.Accounts], out BudgetGrant? grant, out _));
        return grant;
    }

    private static ClosingStatement Read(byte[] encoded)
    {
        Assert.True(CoseSign1.TryDecode(encoded, out CoseSign1? message, out _));
        Assert.Equal(ClosingStatement.ContentType, message.Protected.ContentType);
        return System.Text.Json.JsonSerializer.Deserialize<ClosingStatement>(message.Payload!.Value.Span, s_json)!;
    }
}
