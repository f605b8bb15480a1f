using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.EndToEnd.Tests.Jobs;

namespace EnclaveCleanRoom.EndToEnd.Tests.Faults;

/// <summary>
/// The token with which a job asks for keys expires while the job runs, because a vault takes its time: the job is denied as the catalogue says, nothing is spent, and the same question
/// put again is answered.
/// </summary>
public sealed class TokenExpiryTests(TestWorld world)
{
    /// <summary>Tokens end one second after they are made, by a clock that lies behind by most of the minute that verifiers allow: for a vault they live some seconds.</summary>
    private static readonly string[] s_shortLived = ["--clock-offset", "-55", "--token-lifetime", "1"];

    private static readonly TimeSpan s_longerThanItLives = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_token_that_expires_while_its_job_waits_for_a_vault_costs_nothing_and_a_retry_is_answered()
    {
        await using TestRegion authority = await world.StartRegionAsync(s_shortLived);
        await using TestRegion slow = await world.StartRegionAsync();
        Deal deal = world.Agree(agreement => agreement with
        {
            Enclave = authority.Region.Describe(world.HostData),
            Datasets = [.. agreement.Datasets.Select(dataset => dataset.Id == StandardAgreement.Feeds
                ? dataset with { KeyEncryptionKey = new Uri($"{slow.Region.Vault}/keys/feeds-{Guid.NewGuid():n}") }
                : dataset)],
        });
        await using TestRoom room = await deal.OpenRoomAsync();
        foreach (DatasetId dataset in (DatasetId[])[StandardAgreement.Feeds, StandardAgreement.Ads])
        {
            // What is granted is enough for one answer and no more.
            SealedDataset table = await deal.SealAsync(dataset);
            await room.UploadAsync(table);
            Assert.Equal("", await room.GrantAsync(table, nanoRho: Questions.NanoRho));
        }

        LedgerHead before = await room.ReadHeadAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.Overlap);
        ClientProgram.Send(slow.Region.ProcessId, ClientProgram.Stop);
        JobOutcome denied;
        try
        {
            Assert.Equal("", await job.PostAsync(room));
            await room.WaitForStageAsync(job, "Unlock");
            await Task.Delay(s_longerThanItLives, TestContext.Current.CancellationToken);
        }
        finally
        {
            ClientProgram.Send(slow.Region.ProcessId, ClientProgram.Continue);
        }

        denied = await job.RunAsync(room);
        string reason = Assert.Single(denied.Denial);
        Assert.StartsWith("denial.keyNotReleased: key of feeds is Forbidden 403 AccessDenied", reason, StringComparison.Ordinal);
        Assert.Equal(before.Size, (await room.ReadHeadAsync()).Size);

        // The whole of what was granted is still there: the same question again, by a job with a token of its own.
        JobOutcome again = await room.AskAsync(world.Advertiser, Questions.Overlap);
        Assert.True(again.SignedResult is not null, string.Join('\n', again.Denial));
        JobOutcome another = await room.AskAsync(world.Advertiser, Questions.NewOverlap());
        Assert.StartsWith("denial.budgetExhausted", another.Denial[0], StringComparison.Ordinal);
    }
}
