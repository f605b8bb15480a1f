using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

public sealed class JobIdTests(TestWorld world)
{
    private static readonly string[] s_stages =
        ["Queued", "Admit", "Attest", "Unlock", "Spend", "Open", "Join", "Bound", "Compute", "Sign", "Finished"];

    [Fact]
    public async Task The_same_job_again_gives_the_same_result_and_computes_nothing()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        JobOutcome first = await job.RunAsync(room);
        Assert.NotNull(first.SignedResult);
        Assert.Equal("", await job.PostAsync(room));
        Assert.Equal(first.SignedResult, (await job.RunAsync(room)).SignedResult);
    }

    [Fact]
    public async Task Another_job_of_the_same_id_is_refused()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        await job.RunAsync(room);
        SubmittedJob other = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.Segments, other => other with { Id = job.Id });
        Assert.StartsWith("409 room.jobIdReused", await other.PostAsync(room), StringComparison.Ordinal);
        SubmittedJob others = await SubmittedJob.WriteAsync(room, world.Publisher, Questions.Overlap, other => other with { Id = job.Id });
        Assert.StartsWith("409 room.jobIdReused", await others.PostAsync(room), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_stage_names_in_their_order_and_nothing_else()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.Model);
        Assert.Equal("", await job.PostAsync(room));
        string events = await job.ReadEventsAsync(room);
        string[] blocks = events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(blocks, block => Assert.Contains(block, s_stages.Select(stage => $"event: stage\ndata: {stage}")));
        int[] order = [.. blocks.Select(block => Array.IndexOf(s_stages, block[(block.LastIndexOf(' ') + 1)..]))];
        Assert.Equal(order.Order(), order);
        Assert.Equal("Finished", s_stages[order[^1]]);
    }

    [Fact]
    public async Task A_job_that_nobody_put_does_not_exist()
    {
        TestRoom room = await world.StandardRoomAsync();
        foreach (string target in new[] { "/jobs/nothing", "/jobs/nothing/events", "/jobs/nothing/result" })
        {
            Assert.StartsWith("404 room.notFound", await room.TryAsync(world.Publisher, HttpMethod.Get, target), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_denied_job_stays_denied_and_has_no_result()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(
            room, world.Advertiser, Questions.Overlap with { NanoRho = StandardAgreement.MaximumNanoRho + 1 }, job => job with { Id = JobId.Parse($"denied-{Guid.NewGuid():n}") });
        JobOutcome outcome = await job.RunAsync(room);
        Assert.Null(outcome.SignedResult);
        Assert.StartsWith("denial.parameterOutsideTerms: nanoRho is 2000000001,", Assert.Single(outcome.Denial), StringComparison.Ordinal);
        Assert.Equal("", await job.PostAsync(room));
        Assert.StartsWith("409 room.jobDenied", await room.TryAsync(world.Advertiser, HttpMethod.Get, $"/jobs/{job.Id}/result"), StringComparison.Ordinal);
    }
}
