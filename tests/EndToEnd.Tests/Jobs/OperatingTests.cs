using System.Net;
using System.Text.Json;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>What a platform asks a room, what a room refuses by its operator's limits, and how it ends when it is asked to.</summary>
public sealed class OperatingTests(TestWorld world)
{
    [Fact]
    public async Task A_running_room_has_started_is_alive_and_ready_and_tells_anybody()
    {
        TestRoom room = await world.StandardRoomAsync();
        Assert.Equal((HttpStatusCode.OK, "started"), await HealthAsync(room, "start"));
        Assert.Equal((HttpStatusCode.OK, "ok"), await HealthAsync(room, "live"));
        Assert.Equal((HttpStatusCode.OK, "ok"), await HealthAsync(room, "ready"));
    }

    [Fact]
    public async Task A_room_refuses_by_each_limit_with_its_own_code()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync(
            null, null, ("CLEANROOM_RESERVE_DISK_MIB", "1048576"), ("CLEANROOM_LIMIT_BODY_MIB", "4"), ("CLEANROOM_LIMIT_TABLES_MIB", "1"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "failing"), await HealthAsync(room, "ready"));
        Assert.Equal((HttpStatusCode.OK, "ok"), await HealthAsync(room, "live"));

        PieceUpload refused = new(room, await deal.SealAsync(StandardAgreement.Feeds));
        Assert.StartsWith("507 room.diskFull", await refused.PostManifestAsync(world.Publisher), StringComparison.Ordinal);
        Assert.StartsWith("413 room.bodyTooLarge", await refused.PutAsync(world.Publisher, new byte[(4 << 20) + 1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_that_is_terminated_lets_a_job_that_was_paid_for_end_and_then_ends_itself()
    {
        Deal deal = world.Agree(agreement => agreement with
        {
            Queries = [.. agreement.Queries.Select(terms => terms with { AnswerAfterSeconds = 3 })],
        });
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        Assert.Equal("", await job.PostAsync(room));
        await room.WaitForStageAsync(job, "Compute");
        ClientProgram.Send(room.ProcessId, ClientProgram.Terminate);

        // It answers until the job has ended, takes nothing new meanwhile, and says so.
        SubmittedJob late = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        while (await HealthAsync(room, "ready") is (HttpStatusCode.OK, _))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.StartsWith("503 room.stopping", await late.PostAsync(room), StringComparison.Ordinal);
        await room.WaitForEndAsync();
        await using TestRoom next = await deal.OpenRoomAsync(room.DataFolder);
        Assert.Equal("", await next.TryAsync(world.Advertiser, HttpMethod.Get, $"/jobs/{job.Id}/result"));
    }

    private static async Task<(HttpStatusCode Status, string Said)> HealthAsync(TestRoom room, string what)
    {
        using HttpClient client = await room.AnybodyAsync();
        using HttpResponseMessage answer = await client.GetAsync($"/health/{what}", TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).GetProperty("status").GetString()!);
    }
}
