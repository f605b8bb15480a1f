using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

public sealed class JobRateTests : IDisposable
{
    private static readonly int s_limit = SampleAgreement.Valid.Privacy.Budgets.First(budget => budget.Requester == SampleAgreement.Advertiser).MaximumJobsPerDay;
    private readonly SampleRoom _room = new SampleRoom().Fill();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void As_many_jobs_as_the_owner_allows_and_not_one_more()
    {
        Spend(s_limit - 1);
        Assert.True(new AdmitStep(_room.Room).Admit(SampleRoom.SignJob("job-last")).TryGet(out _, out _));
        Spend(1);
        Assert.False(new AdmitStep(_room.Room).Admit(SampleRoom.SignJob("job-more")).TryGet(out _, out Denial? denial));
        Assert.All(denial!.Reasons, reason => Assert.Equal(DenialCode.RateExceeded, reason.Code));
        Assert.Contains(denial.Reasons, reason => reason.AskedBy == "publisher" && reason.Found.StartsWith($"{s_limit}; the next may run ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_given_back_does_not_count()
    {
        ReservationId[] spends = Spend(s_limit);
        _room.Room.Reservations.SetState(spends[0], ReservationState.Released);
        Assert.True(new AdmitStep(_room.Room).Admit(SampleRoom.SignJob("job-more")).TryGet(out _, out _));
    }

    [Fact]
    public void A_day_later_there_is_room_again()
    {
        Spend(s_limit);
        _room.Room.Clock.NotBefore(_room.Room.Clock.Now + TimeSpan.FromHours(25));
        Assert.Empty(JobRate.Check(_room.Room, new BudgetAccountId("publisher", "advertiser")));
    }

    [Fact]
    public void A_requester_without_a_budget_is_the_budgets_to_deny() => Assert.Empty(JobRate.Check(_room.Room, new BudgetAccountId("publisher", "nobody")));

    private ReservationId[] Spend(int count)
    {
        ReservationId[] ids = [.. Enumerable.Range(0, count).Select(_ => new ReservationId(_room.Record(SampleRoom.SignJob($"spend-{Guid.NewGuid():n}")).Document.Id.ToString()))];
        return _room.Room.Database.Transact(() => ids.Select(id =>
        {
            _room.Room.Reservations.Add(new Reservation(
                id, [new BudgetAccountId("publisher", "advertiser"), new BudgetAccountId("advertiser", "advertiser")], new PrivacyCost(1, 0), [], ReservationState.Reserved));
            return id;
        }).ToArray());
    }
}
