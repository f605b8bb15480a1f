using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Demo;

/// <summary>What <c>demo</c> starts it stops, however it ends.</summary>
public sealed class EndingTests(TestWorld world)
{
    private const int Interrupted = 130;

    // The same few rows each time, so that most of a run is what comes before the questions.
    private static readonly string[] s_small = ["--rows", "4000"];

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Interrupted_while_sealing_starting_the_room_or_asking_it_stops_everything_and_the_next_run_on_the_folder_works()
    {
        DemoFolder folder = new(world);
        await InterruptAsync(folder, "draft the agreement, both sign", "publisher: make key", isWholeTerminal: false);
        await InterruptAsync(folder, "advertiser: make key", "start the room", isWholeTerminal: false);
        await InterruptAsync(folder, "advertiser: grant and upload", "report:", isWholeTerminal: true);
        string[] lines = await folder.RunAsync(s_small);
        Assert.Contains(lines, line => line.StartsWith("report: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "advertiser: grant and upload")]
    [InlineData(false, null)]
    public async Task Killed_it_leaves_no_child_five_seconds_later(bool isPrepared, string? lastLine)
    {
        DemoFolder folder = new(world, isPrepared);
        using ClientProgram demo = folder.Start(s_small);
        if (lastLine is not null)
        {
            await demo.WaitForLineAsync(lastLine);
        }

        // Itself and what it started: the region, which is still making its keys, or the region and the room.
        int expected = lastLine is null ? 2 : 3;
        while (Survivors.Of(folder.Path).Count < expected)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        demo.Send(ClientProgram.KillNow);
        await demo.WaitForEndAsync();
        await Survivors.EndWithinAsync(s_limit, folder.Path);
    }

    private static async Task InterruptAsync(DemoFolder folder, string after, string before, bool isWholeTerminal)
    {
        using ClientProgram demo = folder.Start(s_small);
        await demo.WaitForLineAsync(after);
        if (isWholeTerminal)
        {
            // Ctrl-C reaches the children as well, and they may end first: they have the higher numbers.
            foreach (int process in Survivors.Of(folder.Path).OrderDescending())
            {
                ClientProgram.Send(process, ClientProgram.Interrupt);
            }
        }
        else
        {
            demo.Send(ClientProgram.Interrupt);
        }

        int code = await demo.WaitForEndAsync();
        Assert.Equal((Interrupted, "interrupted; what was started has been stopped"), (code, demo.Errors));
        Assert.DoesNotContain(before, demo.Output, StringComparison.Ordinal);
        await Survivors.EndWithinAsync(TimeSpan.Zero, folder.Path);
    }
}
