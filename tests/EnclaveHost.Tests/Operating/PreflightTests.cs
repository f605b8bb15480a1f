using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Operating;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Operating;

public sealed class PreflightTests
{
    [Fact]
    public void Nothing_is_said_of_a_sound_room()
    {
        using SampleRoom room = new();
        Assert.DoesNotContain(Preflight.OfState(room.Room, room.Room.Clock.Now), finding => !finding.StartsWith("the agreement expires", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-61)]
    [InlineData(3600)]
    public void A_machine_whose_clock_is_off_is_told_by_how_much(int seconds)
    {
        using SampleRoom room = new();
        string finding = Assert.Single(Preflight.OfState(room.Room, room.Room.Clock.Now.AddSeconds(seconds)), found => found.Contains("clock", StringComparison.Ordinal));
        Assert.Contains($"{Math.Abs(seconds)} s off", finding, StringComparison.Ordinal);
        Assert.Contains("set the clock", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_below_its_reserve_is_told()
    {
        using SampleRoom room = new(limits: RoomLimits.Default with { FreeDisk = long.MaxValue / 2 });
        Assert.Contains(Preflight.OfState(room.Room, room.Room.Clock.Now), finding => finding.Contains("larger disk", StringComparison.Ordinal));
    }
}
