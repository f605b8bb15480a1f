using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Spends under grants that ended, or for versions that were replaced, take nothing from the grants that count now.</summary>
public sealed class EndedGrantTests : IDisposable
{
    private const long Cost = 1_000_000;

    private readonly SampleRoom _room = new();
    private readonly SealedSample _feeds = SealedSample.Feeds();
    private readonly SealedSample _ads = SealedSample.Ads();
    private int _jobs;

    public EndedGrantTests()
    {
        _room.Put(_feeds);
        _room.Put(_ads);
    }

    public void Dispose() => _room.Dispose();

    [Fact]
    public void After_a_partly_spent_grant_has_expired_the_next_one_is_spent_to_its_end_and_no_further()
    {
        GiveBoth("first", 2 * Cost, hours: 12);
        Assert.Null(Spend());
        _room.Room.Clock.NotBefore(SampleAgreement.Now.AddHours(12));
        GiveBoth("second", 2 * Cost, hours: 24);
        Assert.Equal(new PrivacyCost(3 * Cost, 0), Account().Limit);
        Assert.Null(Spend());
        Assert.Null(Spend());
        Assert.Equal([DenialCode.BudgetExhausted, DenialCode.BudgetExhausted], Spend()!.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void As_much_is_granted_as_is_spent_however_many_grants_have_ended()
    {
        foreach (int day in Enumerable.Range(0, 7))
        {
            _room.Room.Clock.NotBefore(SampleAgreement.Now.AddDays(day));
            GiveBoth($"day-{day}", Cost, hours: (24 * day) + 12);
            Assert.Null(Spend());
            Assert.NotNull(Spend());
        }
    }

    [Fact]
    public void A_version_that_was_replaced_took_nothing_from_the_grants_of_the_next()
    {
        GiveBoth("first", 2 * Cost, hours: 12);
        Assert.Null(Spend());
        Assert.Null(Spend());
        SealedSample newer = SealedSample.Ads(version: 2);
        _room.Put(newer);
        Give(_feeds, "second", Cost, hours: 12);
        Give(newer, "second", Cost, hours: 12);
        Assert.Null(Spend());
        Assert.All(Spend()!.Reasons, reason => Assert.Equal(DenialCode.BudgetExhausted, reason.Code));
    }

    [Fact]
    public void Of_overlapping_grants_the_one_that_ends_first_pays_so_that_the_other_still_can()
    {
        GiveBoth("long", Cost, hours: 24);
        GiveBoth("short", Cost, hours: 12);
        Assert.Null(Spend());
        _room.Room.Clock.NotBefore(SampleAgreement.Now.AddHours(12));
        Assert.Null(Spend());
        Assert.NotNull(Spend());
    }

    [Fact]
    public void What_was_given_back_can_be_spent_again()
    {
        GiveBoth("first", Cost, hours: 12);
        Assert.Null(Spend(release: true));
        Assert.Null(Spend());
        Assert.NotNull(Spend());
    }

    [Fact]
    public void All_grants_together_allow_no_more_than_the_agreement()
    {
        foreach (int day in Enumerable.Range(0, 6))
        {
            _room.Room.Clock.NotBefore(SampleAgreement.Now.AddDays(day));
            GiveBoth($"day-{day}", 10 * Cost, hours: (24 * day) + 12);
            foreach (int _ in Enumerable.Range(0, 9))
            {
                Spend();
            }
        }

        // Five days spent nine each; the agreement has fifty.
        Assert.Equal(50 * Cost, Account().Limit.NanoRho);
        Assert.Equal(50 * Cost, _room.Room.Budgets.Spent(Account().Id).NanoRho);
    }

    [Fact]
    public void What_is_read_back_from_the_file_counts_the_same()
    {
        GiveBoth("long", 3 * Cost, hours: 24);
        GiveBoth("short", Cost, hours: 12);
        Spend();
        Spend(release: true);
        Spend();
        BudgetAccountId account = Account().Id;
        string instance = SampleRoom.Keys.Identity.SigningKey.ToString();
        SqliteReservationStore again = new(_room.Room.Database, _room.Room.Log, instance, _ => []);
        Assert.Equal(2, again.SpendsOf(account).Length);
        Assert.Equivalent(_room.Room.Reservations.SpendsOf(account), again.SpendsOf(account), strict: true);
        Assert.Equal(
            [_feeds.Signed.Digest, _ads.Signed.Digest],
            again.SpendsOf(account)[0].Datasets.OrderByDescending(dataset => dataset.Dataset.ToString()).Select(dataset => dataset.Manifest));
        GrantBook grants = new(_room.Room.Database, _room.Room.Log, _room.Room.Agreement, instance);
        Assert.Equivalent(_room.Room.Grants.RecordedOf(SampleAgreement.Publisher), grants.RecordedOf(SampleAgreement.Publisher), strict: true);
    }

    [Fact]
    public void A_recorded_grant_that_the_log_does_not_hold_is_damage()
    {
        SignedDocument<Grant> strange = SampleRoom.Grant(_feeds, "strange");
        string instance = SampleRoom.Keys.Identity.SigningKey.ToString();
        _room.Room.Database.Execute("INSERT INTO grants VALUES ($1, $2, $3, $4)", strange.Document.Id.ToString(), "publisher", instance, strange.Encoded.ToArray());
        Assert.Throws<LedgerDamagedException>(() => new GrantBook(_room.Room.Database, _room.Room.Log, _room.Room.Agreement, instance));
    }

    [Fact]
    public void A_spend_of_a_job_that_was_never_recorded_is_not_reserved()
    {
        GiveBoth("first", Cost, hours: 12);
        AdmittedJob admitted = Admit(SampleRoom.SignJob("job-unknown"));
        Assert.Throws<InvalidOperationException>(() => _room.Room.Budgets.TrySpend(new ReservationId("job-unknown"), admitted.Plan.Privacy, [.. admitted.Accounts], out _, out _));
        Assert.Equal(0, _room.Room.Budgets.Spent(Account().Id).NanoRho);
    }

    [Fact]
    public void A_question_that_was_answered_is_answered_again_without_budget_and_not_without_grants()
    {
        GiveBoth("first", Cost, hours: 12);
        Assert.Null(Spend());
        AdmittedJob first = Admit(SampleRoom.SignJob("job-0"));
        _room.Room.Jobs.Store(first.Job.Document.Id, first.Question, [1]);

        AdmittedJob again = Admit(_room.Record(SampleRoom.SignJob("again")));
        Assert.Equal(first.Job.Document.Id, again.AnsweredBy);
        Assert.Equal(0, Account().Limit.NanoRho - _room.Room.Budgets.Spent(Account().Id).NanoRho);
        AdmitStep admit = new(_room.Room);
        Assert.Null(admit.AnswerFromRecord(again, first.Job.Document.Id));
        Assert.Equal(first.Job.Document.Id, _room.Room.Jobs.Find(again.Job.Document.Id)!.AnsweredBy);

        // Admitted, and then it waited until the owner had closed.
        AdmittedJob late = Admit(_room.Record(SampleRoom.SignJob("late")));
        GrantClosing.Close(_room.Room, SampleAgreement.Publisher);
        Assert.Equal(DenialCode.GrantsClosed, Assert.Single(admit.AnswerFromRecord(late, first.Job.Document.Id)!.Reasons).Code);
        Assert.Null(_room.Room.Jobs.Find(late.Job.Document.Id)!.AnsweredBy);
    }

    [Fact]
    public void A_question_about_a_version_that_was_replaced_while_it_waited_is_not_answered()
    {
        GiveBoth("first", Cost, hours: 12);
        AdmittedJob waiting = Admit(_room.Record(SampleRoom.SignJob("job-late")));
        SealedSample newer = SealedSample.Ads(version: 2);
        _room.Put(newer);
        Give(newer, "second", Cost, hours: 12);
        Denial denial = new AdmitStep(_room.Room).AnswerFromRecord(waiting, JobId.Parse("job-0"))!;
        Assert.Equal("superseded while the job waited", Assert.Single(denial.Reasons).Found);
    }

    private BudgetAccount Account() =>
        _room.Room.AccountOf(SampleAgreement.Publisher, SampleAgreement.Advertiser, _room.Room.Grants.GrantsOf(SampleAgreement.Publisher));

    private void GiveBoth(string id, long nanoRho, int hours)
    {
        Give(_feeds, id, nanoRho, hours);
        Give(_ads, id, nanoRho, hours);
    }

    private void Give(SealedSample sample, string id, long nanoRho, int hours) => Assert.True(_room.Room.Grants.TryRecord(
        SampleRoom.Grant(sample, id, nanoRho, grant => grant with { Expires = SampleAgreement.Now.AddHours(hours) })));

    private AdmittedJob Admit(SignedDocument<Job> job)
    {
        Assert.True(new AdmitStep(_room.Room).Admit(job).TryGet(out AdmittedJob? admitted, out Denial? denial), denial?.Reasons[0].ToString());
        return admitted;
    }

    /// <summary>Spends what one job costs, as the spend step does.</summary>
    /// <returns>Why not, or <see langword="null"/> when it was spent.</returns>
    private Denial? Spend(bool release = false)
    {
        SignedDocument<Job> job = _room.Record(SampleRoom.SignJob($"job-{_jobs++}", nanoRho: Cost, issuedAt: _room.Room.Clock.Now));
        using UnlockedJob unlocked = new(new AttestedJob(Admit(job), new Attested(SampleEvidence.For(_room.Room.Agreement.Hash), "a token", [])), []);
        if (!new SpendStep(_room.Room, new AdmitStep(_room.Room)).Spend(unlocked).TryGet(out ChargedJob? charged, out Denial? denial))
        {
            return denial;
        }

        if (!release)
        {
            charged.Grant.Open();
        }

        charged.Dispose();
        return null;
    }
}
