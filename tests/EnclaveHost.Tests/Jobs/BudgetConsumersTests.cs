using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using BudgetShortfall = EnclaveCleanRoom.EnclaveHost.Jobs.BudgetShortfall;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Which jobs took what of an exhausted account: those first that took most of what is missing.</summary>
public sealed class BudgetConsumersTests : IDisposable
{
    private static readonly BudgetAccountId s_account = new("publisher", "advertiser");

    private readonly SampleRoom _room = new SampleRoom().Fill();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void Nobody_spent_anything_yet()
    {
        ReservationId given = Spend("job-back", 5, 5);
        _room.Room.Reservations.SetState(given, ReservationState.Released);
        Assert.Equal("no job yet", BudgetConsumers.Describe(_room.Room, s_account, byDelta: false));
        Assert.Equal("no job yet", BudgetConsumers.Describe(_room.Room, s_account, byDelta: true));
    }

    [Fact]
    public void Up_to_ten_are_named_with_both_that_they_took()
    {
        Spend("job-much-rho", 9, 1);
        ReservationId lost = Spend("job-much-delta", 1, 8);
        _room.Room.Reservations.SetState(lost, ReservationState.Lost);
        Spend("job-also", 9, 2);
        Assert.Equal(
            "job-also (overlap) rho 9e-9 delta 2e-18, job-much-rho (overlap) rho 9e-9 delta 1e-18, job-much-delta (overlap) rho 1e-9 delta 8e-18 lost",
            BudgetConsumers.Describe(_room.Room, s_account, byDelta: false));
        Assert.Equal(
            "job-much-delta (overlap) rho 1e-9 delta 8e-18 lost, job-also (overlap) rho 9e-9 delta 2e-18, job-much-rho (overlap) rho 9e-9 delta 1e-18",
            BudgetConsumers.Describe(_room.Room, s_account, byDelta: true));
    }

    [Theory]
    [InlineData(10, false, "")]
    [InlineData(13, false, ", and 3 more with rho 6e-9 delta 36e-18")]
    [InlineData(13, true, ", and 3 more with rho 36e-9 delta 6e-18")]
    public void Of_more_than_ten_the_rest_is_summed_up(int count, bool byDelta, string rest)
    {
        foreach (int i in Enumerable.Range(1, count))
        {
            Spend($"job-{i}", i, count + 1 - i);
        }

        string said = BudgetConsumers.Describe(_room.Room, s_account, byDelta);
        string first = byDelta ? "job-1 " : $"job-{count} ";
        Assert.StartsWith(first, said, StringComparison.Ordinal);
        Assert.Equal(BudgetConsumers.MaximumNamed, said.Split("(overlap)").Length - 1);
        Assert.True(rest.Length == 0 ? !said.Contains("more with", StringComparison.Ordinal) : said.EndsWith(rest, StringComparison.Ordinal), said);
    }

    [Theory]
    [InlineData(100, 2, "job-delta")]
    [InlineData(2, 100, "job-rho")]
    [InlineData(2, 2, "job-rho")]
    public void What_is_exhausted_decides_who_is_named_first(long limitNanoRho, long limitAttoDelta, string first)
    {
        Spend("job-rho", 9, 1);
        Spend("job-delta", 1, 8);
        DenialReason reason = BudgetShortfall.Describe(
            _room.Room, s_account, new PrivacyCost(limitNanoRho, limitAttoDelta), new PrivacyCost(10, 9), new PrivacyCost(1, 1));
        Assert.StartsWith($"spent rho 10e-9 of {limitNanoRho}e-9, delta 9e-18 of {limitAttoDelta}e-18: {first} ", reason.Found, StringComparison.Ordinal);
        Assert.Contains("job-delta (overlap) rho 1e-9 delta 8e-18", reason.Found, StringComparison.Ordinal);
        Assert.Equal(DenialCode.BudgetExhausted, reason.Code);
    }

    private ReservationId Spend(string id, long nanoRho, long attoDelta)
    {
        ReservationId spend = new(_room.Record(SampleRoom.SignJob(id)).Document.Id.ToString());
        _room.Room.Reservations.Add(new Reservation(spend, [s_account], new PrivacyCost(nanoRho, attoDelta), [], ReservationState.Reserved));
        return spend;
    }
}
