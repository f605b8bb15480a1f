using System.Diagnostics;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>The moment of an answer, as a party sees it over the network, is that of the agreement.</summary>
public sealed class DeadlineTests(TestWorld world)
{
    private const int Seconds = 4;

    [Fact]
    public async Task A_computed_answer_shows_nowhere_before_the_agreed_moment()
    {
        Deal deal = world.Agree(agreement => agreement with
        {
            Queries = [.. agreement.Queries.Select(terms => terms with { AnswerAfterSeconds = Seconds })],
        });
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Equal("", await job.PostAsync(room));
        while ((await StateAsync(room, job)).Stage is "Queued" or "Admit" or "Attest" or "Unlock" or "Spend")
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        // Long enough for the overlap of two small tables to be computed and signed.
        TimeSpan paid = watch.Elapsed;
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        LedgerHead computed = await room.ReadHeadAsync();
        while (watch.Elapsed < paid + TimeSpan.FromSeconds(Seconds - 1))
        {
            Assert.Equal(("Running", "Compute"), await StateAsync(room, job));
            Assert.Contains("room.notReady", await room.TryAsync(world.Advertiser, HttpMethod.Get, $"/jobs/{job.Id}/result"), StringComparison.Ordinal);
            Assert.Equal(computed, await room.ReadHeadAsync());
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        JsonElement end = await job.ReadEndAsync(room);
        Assert.Equal(("Done", "Finished"), (end.GetProperty("state").GetString(), end.GetProperty("stage").GetString()));
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(Seconds));

        // Two entries at once: the result is stored, and answers its question from now on.
        Assert.Equal(computed.Size + 2, (await room.ReadHeadAsync()).Size);
    }

    private static async Task<(string State, string Stage)> StateAsync(TestRoom room, SubmittedJob job)
    {
        using RoomConnection connection = await room.ConnectAsync(job.Requester);
        using HttpResponseMessage response = await connection.SendAsync(HttpMethod.Get, $"/jobs/{job.Id}", default, TestContext.Current.CancellationToken);
        JsonElement state = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return (state.GetProperty("state").GetString()!, state.GetProperty("stage").GetString()!);
    }
}
