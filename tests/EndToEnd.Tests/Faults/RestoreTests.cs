using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Faults;

/// <summary>An operator's backup of the data folder, brought back as docs/runbook.md says: the newest one works on, an older one is refused by whoever saw more.</summary>
public sealed class RestoreTests(TestWorld world)
{
    [Fact]
    public async Task A_backup_of_the_last_state_goes_on_where_it_stopped_on_another_machine()
    {
        Deal deal = world.Agree();
        (string backup, LedgerHead seen, JobId job) = (world.NewPath("backup"), null!, default);
        await using (TestRoom room = await deal.OpenReadyRoomAsync())
        {
            JobOutcome first = await room.AskAsync(world.Advertiser, Questions.Overlap);
            Assert.NotNull(first.SignedResult);
            (seen, job) = (await room.ReadHeadAsync(), first.Job);
            await room.DisposeAsync();
            FolderCopy.Copy(room.DataFolder, backup);
        }

        // The new instance has keys of its own: owners appraise and grant it. Their tables and every answer are there.
        await using TestRoom restored = await deal.OpenRoomAsync(backup);
        Assert.True((await restored.ReadHeadAsync()).Size > seen.Size);
        Assert.Equal("", await restored.TryAsync(world.Advertiser, HttpMethod.Get, $"/jobs/{job}/result"));
        foreach (DatasetId dataset in (DatasetId[])[StandardAgreement.Feeds, StandardAgreement.Ads])
        {
            Assert.Equal("", await GrantAgainAsync(restored, dataset, seen));
        }

        JobOutcome again = await restored.AskAsync(world.Advertiser, Questions.Overlap);
        Assert.Equal(job, again.AnsweredBy);
        Assert.Equal(VerificationVerdict.Verified, (await restored.AskAndVerifyAsync(world.Advertiser, Questions.NewOverlap())).Verdict);
    }

    [Fact]
    public async Task A_backup_from_before_what_an_owner_saw_is_refused_by_its_client_and_by_the_room()
    {
        Deal deal = world.Agree();
        string backup = world.NewPath("backup");
        LedgerHead seen;
        await using (TestRoom room = await deal.OpenReadyRoomAsync())
        {
            await room.DisposeAsync();
            FolderCopy.Copy(room.DataFolder, backup);
            await using TestRoom later = await deal.OpenRoomAsync(room.DataFolder);
            seen = await later.ReadHeadAsync();
        }

        await using TestRoom rolledBack = await deal.OpenRoomAsync(backup);
        await rolledBack.GrantAsync(await deal.SealAsync(StandardAgreement.Feeds, version: 2));
        Assert.StartsWith("409 room.ledgerRolledBack", await GrantAgainAsync(rolledBack, StandardAgreement.Feeds, seen with { Size = seen.Size + 10 }), StringComparison.Ordinal);

        using RoomConnection connection = await rolledBack.ConnectAsync(world.Publisher);
        SeenLedger ledger = await RoomLedger.ReadAsync(connection, seen, TestContext.Current.CancellationToken);
        ClientException refused = Assert.Throws<ClientException>(() => GrantRecord.RequireGrown(seen, ledger));
        Assert.Contains("Grant nothing before the operator has brought the ledger back", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> GrantAgainAsync(TestRoom room, DatasetId dataset, LedgerHead seen) =>
        await room.GrantAsync(await room.Deal.CurrentAsync(dataset), seen);
}
