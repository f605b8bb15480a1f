using System.Diagnostics;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Instance;

public sealed class RoomClockTests
{
    private static readonly DateTimeOffset s_issued = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_has_no_time_before_a_token_has_set_it()
    {
        RoomClock clock = new();
        Assert.False(clock.IsSet);
        Assert.Throws<InvalidOperationException>(() => clock.Now);
    }

    [Fact]
    public void It_counts_on_from_the_token_and_from_the_moment_it_was_asked_for()
    {
        RoomClock clock = new();
        clock.Set(s_issued, Stopwatch.GetTimestamp() - (90 * Stopwatch.Frequency));
        Assert.InRange(clock.Now - s_issued, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public void It_never_runs_backwards_when_a_later_token_is_older()
    {
        RoomClock clock = new();
        clock.Set(s_issued, Stopwatch.GetTimestamp());
        DateTimeOffset seen = clock.Now;
        clock.Set(s_issued.AddDays(-1), Stopwatch.GetTimestamp());
        Assert.True(clock.Now >= seen);
    }

    [Fact]
    public void It_never_lies_before_what_the_ledger_recorded()
    {
        RoomClock clock = new();
        clock.NotBefore(s_issued.AddHours(3));
        clock.Set(s_issued, Stopwatch.GetTimestamp());
        Assert.Equal(s_issued.AddHours(3), clock.Now);
        clock.NotBefore(s_issued);
        Assert.Equal(s_issued.AddHours(3), clock.Now);
    }

    [Fact]
    public void It_tells_whole_seconds()
    {
        RoomClock clock = new();
        clock.Set(s_issued.AddMilliseconds(700), Stopwatch.GetTimestamp());
        Assert.Equal(0, clock.Now.Ticks % TimeSpan.TicksPerSecond);
    }
}
