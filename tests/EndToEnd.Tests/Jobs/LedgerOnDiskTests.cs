using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>The ledger's file is the operator's: what he takes out of it, or puts back, gives nobody a second answer.</summary>
public sealed class LedgerOnDiskTests(TestWorld world)
{
    [Fact]
    public async Task A_job_that_the_operator_erased_from_the_file_is_known_by_its_spend()
    {
        Deal deal = world.Agree();
        SealedDataset feeds;
        SealedDataset ads;
        SubmittedJob job;
        string folder;
        await using (TestRoom first = await deal.OpenRoomAsync())
        {
            folder = first.DataFolder;
            feeds = await first.FillAsync(StandardAgreement.Feeds);
            ads = await first.FillAsync(StandardAgreement.Ads);
            job = await SubmittedJob.WriteAsync(first, world.Advertiser, Questions.NewOverlap());
            Assert.NotNull((await job.RunAsync(first)).SignedResult);
        }

        LedgerFile.ForgetJob(folder, job.Id);
        await using TestRoom next = await deal.OpenRoomAsync(folder);
        Assert.Equal("", await next.GrantAsync(feeds));
        Assert.Equal("", await next.GrantAsync(ads));
        SubmittedJob again = await SubmittedJob.WriteAsync(next, world.Advertiser, Questions.Overlap, other => other with { Id = job.Id });
        JobOutcome outcome = await again.RunAsync(next);
        Assert.Null(outcome.SignedResult);
        Assert.StartsWith("denial.jobIdReused: job id is used before, Stored", Assert.Single(outcome.Denial), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_is_rolled_back_under_a_running_room_gives_no_budget_back()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        SealedDataset feeds = await deal.SealAsync(StandardAgreement.Feeds);
        await room.UploadAsync(feeds);
        await room.FillAsync(StandardAgreement.Ads);
        Assert.Equal("", await room.GrantAsync(feeds, nanoRho: Questions.NanoRho));
        string before = world.NewFolder("before");
        foreach (string file in Directory.EnumerateFiles(room.DataFolder, "ledger.db*"))
        {
            File.Copy(file, Path.Combine(before, Path.GetFileName(file)));
        }

        Assert.NotNull((await room.AskAsync(world.Advertiser, Questions.NewOverlap())).SignedResult);
        foreach (string file in Directory.EnumerateFiles(before))
        {
            File.Copy(file, Path.Combine(room.DataFolder, Path.GetFileName(file)), overwrite: true);
        }

        JobOutcome outcome = await room.AskAsync(world.Advertiser, Questions.NewOverlap());
        Assert.Null(outcome.SignedResult);
        Assert.StartsWith("denial.budgetExhausted: budget of publisher for advertiser", Assert.Single(outcome.Denial), StringComparison.Ordinal);
    }
}
