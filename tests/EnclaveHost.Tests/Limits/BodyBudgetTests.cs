using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Limits;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Limits;

/// <summary>Memory for bodies: bounded, first come first served within a party, and no party's at another's cost.</summary>
public sealed class BodyBudgetTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(10);
    private static readonly RoomLimits s_limits = RoomLimits.Default with { Body = 10, Bodies = 40 };

    private readonly BodyBudget _budget = new(s_limits, parties: 2);

    [Fact]
    public async Task A_party_waits_for_its_share_and_enters_in_its_order()
    {
        IDisposable first = (await TakeAsync(SampleAgreement.Advertiser, 10))!;
        IDisposable second = (await TakeAsync(SampleAgreement.Advertiser, 10))!;
        Task<IDisposable?> third = TakeAsync(SampleAgreement.Advertiser, 10);
        Task<IDisposable?> small = TakeAsync(SampleAgreement.Advertiser, 1);
        Assert.False(third.IsCompleted || small.IsCompleted);

        first.Dispose();
        using IDisposable? entered = await third;
        Assert.NotNull(entered);
        Assert.False(small.IsCompleted);
        second.Dispose();
        using IDisposable? last = await small;
        Assert.NotNull(last);
    }

    [Fact]
    public async Task What_one_party_holds_keeps_no_other_waiting()
    {
        using IDisposable? first = await TakeAsync(SampleAgreement.Advertiser, 10);
        using IDisposable? second = await TakeAsync(SampleAgreement.Advertiser, 10);
        Assert.Null(await TakeAsync(SampleAgreement.Advertiser, 1, TimeSpan.Zero));
        using IDisposable? other = await TakeAsync(SampleAgreement.Publisher, 10, TimeSpan.Zero);
        Assert.NotNull(other);
    }

    [Fact]
    public async Task Whoever_gives_up_leaves_no_place_taken()
    {
        IDisposable all = (await TakeAsync(SampleAgreement.Advertiser, 20))!;
        Assert.Null(await TakeAsync(SampleAgreement.Advertiser, 10, TimeSpan.FromMilliseconds(5)));
        using CancellationTokenSource gone = new();
        Task<IDisposable?> leaving = _budget.TakeAsync(SampleAgreement.Advertiser, 10, s_long, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        all.Dispose();
        all.Dispose();
        using IDisposable? now = await TakeAsync(SampleAgreement.Advertiser, 20, TimeSpan.Zero);
        Assert.NotNull(now);
        Assert.Null(await TakeAsync(SampleAgreement.Advertiser, 1, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_thousand_at_once_hold_no_more_than_the_share_and_all_get_their_turn()
    {
        long held = 0;
        long most = 0;
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(async i =>
        {
            PartyId party = i % 2 == 0 ? SampleAgreement.Advertiser : SampleAgreement.Publisher;
            using IDisposable? place = await TakeAsync(party, 1 + (i % 10));
            Assert.NotNull(place);
            long now = Interlocked.Add(ref held, 1 + (i % 10));
            most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Add(ref held, -1 - (i % 10));
        }));
        Assert.InRange(most, 1, 40);
        Assert.Equal(0, held);
    }

    [Fact]
    public async Task However_many_share_one_body_always_fits()
    {
        BodyBudget crowded = new(s_limits, parties: 16);
        using IDisposable? place = await crowded.TakeAsync(SampleAgreement.Advertiser, s_limits.Body, TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.NotNull(place);
    }

    private Task<IDisposable?> TakeAsync(PartyId party, long bytes, TimeSpan? patience = null) =>
        _budget.TakeAsync(party, bytes, patience ?? s_long, TestContext.Current.CancellationToken);
}
