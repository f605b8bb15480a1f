using System.Diagnostics;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Scoring;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Scoring;

/// <summary>A party's share of a second: used up, it waits; another party does not.</summary>
public sealed class ScoringRateTests
{
    private long _now = 1_000_000;

    [Fact]
    public void As_many_requests_as_the_share_enter_at_once_and_one_more_waits()
    {
        ScoringRate rate = new(() => _now);
        Assert.Equal(ScoringRate.RequestsPerSecond, Entered(rate));
        Assert.False(rate.TryEnter(SampleAgreement.Advertiser));
    }

    [Fact]
    public void Time_gives_the_share_back_in_proportion_and_never_more_than_one_second_of_it()
    {
        ScoringRate rate = new(() => _now);
        Entered(rate);
        _now += Stopwatch.Frequency / 4;
        Assert.Equal(ScoringRate.RequestsPerSecond / 4, Entered(rate));
        _now += 60 * Stopwatch.Frequency;
        Assert.Equal(ScoringRate.RequestsPerSecond, Entered(rate));
    }

    [Fact]
    public void Rows_beyond_the_share_are_owed_and_waited_for_before_the_next_request()
    {
        ScoringRate rate = new(() => _now);
        Assert.True(rate.TryEnter(SampleAgreement.Advertiser));
        rate.Charge(SampleAgreement.Advertiser, 3 * ScoringRate.RowsPerSecond);
        Assert.False(rate.TryEnter(SampleAgreement.Advertiser));
        _now += (2 * Stopwatch.Frequency) - 1;
        Assert.False(rate.TryEnter(SampleAgreement.Advertiser));
        _now += 2;
        Assert.True(rate.TryEnter(SampleAgreement.Advertiser));
    }

    [Fact]
    public void A_refused_request_costs_nothing()
    {
        ScoringRate rate = new(() => _now);
        Entered(rate);
        for (int i = 0; i < 100; i++)
        {
            Assert.False(rate.TryEnter(SampleAgreement.Advertiser));
        }

        _now += Stopwatch.Frequency / ScoringRate.RequestsPerSecond * 2;
        Assert.True(rate.TryEnter(SampleAgreement.Advertiser));
    }

    [Fact]
    public void What_one_party_uses_up_is_not_the_other_partys()
    {
        ScoringRate rate = new(() => _now);
        Entered(rate);
        rate.Charge(SampleAgreement.Advertiser, int.MaxValue);
        Assert.True(rate.TryEnter(SampleAgreement.Publisher));
    }

    private int Entered(ScoringRate rate)
    {
        int entered = 0;
        while (rate.TryEnter(SampleAgreement.Advertiser))
        {
            entered++;
        }

        return entered;
    }
}
