using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>A region that is started again as one unsafe guest after the other, and a room that was ready in it while it was safe.</summary>
public sealed class UnsafeGuest(TestWorld world) : IAsyncLifetime
{
    internal TestRegion Region { get; private set; } = null!;

    internal Deal Deal { get; private set; } = null!;

    internal TestRoom Room { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Region = await world.StartRegionAsync();
        Deal = world.Agree(null, Region);
        Room = await Deal.OpenReadyRoomAsync();

        // The refusals that follow are the guest's: in a safe one, this very room answers.
        Assert.NotNull((await Room.AskAsync(world.Publisher, Questions.NewOverlap())).SignedResult);
    }

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        await Region.DisposeAsync();
    }
}
