using System.Collections.Concurrent;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Programs;

/// <summary>A room that starts finds out what its identity may do at the owners' vaults, and says it before the first job does.</summary>
public sealed class PreflightTests(TestWorld world)
{
    [Fact]
    public async Task A_role_that_is_not_the_right_one_is_found_for_each_key_with_what_to_do()
    {
        await using TestRegion region = await world.StartRegionAsync("--roles", "none=none,reader=reader,officer=crypto-officer,right=crypto-service-release-user");
        Deal deal = world.Agree(null, region);
        Assert.All(await StartAsync(deal, "right"), line => Assert.Contains("there is no key", line, StringComparison.Ordinal));
        await deal.KeyOfAsync(StandardAgreement.Feeds);
        await deal.KeyOfAsync(StandardAgreement.Ads);

        Assert.Empty(await StartAsync(deal, "right"));
        Assert.Equal((2, 0), Count(await StartAsync(deal, "none")));
        Assert.Equal((2, 2), Count(await StartAsync(deal, "reader")));
        Assert.Equal((0, 2), Count(await StartAsync(deal, "officer")));
    }

    [Fact]
    public async Task Without_the_role_a_job_is_denied_as_was_foretold_and_with_it_the_same_room_works()
    {
        await using TestRegion region = await world.StartRegionAsync("--roles", $"{SimulatedRegion.RoomIdentity}=none");
        Deal deal = world.Agree(null, region);
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        string denial = Assert.Single((await room.AskAsync(world.Advertiser, Questions.Overlap)).Denial);
        Assert.StartsWith("denial.keyNotReleased", denial, StringComparison.Ordinal);
        Assert.Contains("Forbidden 403 ForbiddenByRbac", denial, StringComparison.Ordinal);

        await region.RestartAsync();
        JobOutcome again = await room.AskAsync(world.Advertiser, Questions.Overlap);
        Assert.True(again.SignedResult is not null, string.Join('\n', again.Denial));
    }

    /// <summary>For how many keys the room has too small a role, and for how many too large a one.</summary>
    private static (int TooSmall, int TooLarge) Count(IReadOnlyList<string> lines) => (
        lines.Count(line => line.Contains("may not ask for", StringComparison.Ordinal) && line.Contains("the role Key Vault Crypto Service Release User", StringComparison.Ordinal)),
        lines.Count(line => line.Contains("it has more than it needs", StringComparison.Ordinal)));

    /// <summary>Starts a room that is known as <paramref name="identity"/>, and gives what it warns of at the vaults.</summary>
    private async Task<IReadOnlyList<string>> StartAsync(Deal deal, string identity)
    {
        ConcurrentQueue<string> lines = [];
        TaskCompletionSource started = new();
        await using RoomProcess room = await RoomProcess.StartAsync(
            world.Programs.EnclaveHostFolder, deal.AgreementFile, world.NewFolder("room"), deal.Region.Region, new Uri("https://127.0.0.1:0"), Note, TestContext.Current.CancellationToken,
            ("CLEANROOM_IDENTITY", identity));
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        ClientProgram.Send(room.Id, ClientProgram.Terminate);
        await room.WaitForEndAsync(TestContext.Current.CancellationToken);
        return [.. lines.Where(line => line.Contains("/keys/", StringComparison.Ordinal))];

        void Note(string line)
        {
            lines.Enqueue(line);
            if (line.Contains("[1000]", StringComparison.Ordinal))
            {
                started.TrySetResult();
            }
        }
    }
}
