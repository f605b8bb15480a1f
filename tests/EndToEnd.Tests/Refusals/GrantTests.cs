using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>An instance spends only what was granted to it, by owners who saw its ledger.</summary>
public sealed class GrantTests(TestWorld world)
{
    [Fact]
    public async Task No_grant_then_one_that_has_expired_opens_nothing()
    {
        await using TestRoom room = await world.Agree().OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await room.Deal.SealAsync(StandardAgreement.Ads);
        await room.UploadAsync(ads);
        await IsDeniedAsync(room, "denial.grantMissing: grant of advertiser is none");

        byte[] old = Redate(room.Agreement, await room.WriteGrantAsync(ads), TimeSpan.FromHours(-2));
        Assert.StartsWith("409 room.grantExpired", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/grants", old), StringComparison.Ordinal);
        await IsDeniedAsync(room, "denial.grantMissing: grant of advertiser is none");

        TimeSpan shortly = TimeSpan.FromSeconds(5);
        Assert.Equal("", await room.GrantAsync(ads, lifetime: shortly));
        await Task.Delay(shortly + TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await IsDeniedAsync(room, "denial.grantExpired: grant of advertiser is expired");
    }

    [Fact]
    public async Task A_grant_for_another_instance_is_refused_and_a_second_instance_has_no_budget_though_it_has_the_disk()
    {
        Deal deal = world.Agree();
        await using TestRoom first = await deal.OpenRoomAsync();
        SealedDataset feeds = await first.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await first.FillAsync(StandardAgreement.Ads);
        byte[] grant = await first.WriteGrantAsync(ads);

        string clone = world.NewPath("room");
        FolderCopy.Copy(first.DataFolder, clone);
        await using TestRoom second = await deal.OpenRoomAsync(clone);
        Assert.StartsWith("409 room.grantForOtherInstance", await second.TryAsync(world.Advertiser, HttpMethod.Post, "/grants", grant), StringComparison.Ordinal);
        IReadOnlyList<string> denial = (await second.AskAsync(world.Publisher, Questions.NewOverlap())).Denial;
        Assert.Equal(2, denial.Count);
        Assert.All(denial, reason => Assert.StartsWith("denial.grantMissing: grant of ", reason, StringComparison.Ordinal));
        Assert.Equal(feeds.Manifest.Agreement, ads.Manifest.Agreement);
    }

    [Fact]
    public async Task A_ledger_that_was_rolled_back_gets_no_grant_from_an_owner_who_saw_its_head()
    {
        Deal deal = world.Agree();
        string earlier = world.NewPath("room");
        SealedDataset feeds;
        LedgerHead seen;
        await using (TestRoom room = await deal.OpenRoomAsync())
        {
            feeds = await room.FillAsync(StandardAgreement.Feeds);
            FolderCopy.Copy(room.DataFolder, earlier);
            await room.FillAsync(StandardAgreement.Ads);
            Assert.NotNull((await room.AskAsync(world.Publisher, Questions.NewOverlap())).SignedResult);
            seen = await room.ReadHeadAsync();
        }

        await using TestRoom rolledBack = await deal.OpenRoomAsync(earlier);
        Assert.StartsWith("409 room.ledgerRolledBack", await rolledBack.GrantAsync(feeds, seen), StringComparison.Ordinal);
        IReadOnlyList<string> denial = (await rolledBack.AskAsync(world.Publisher, Questions.NewOverlap())).Denial;
        Assert.Contains(denial, reason => reason.StartsWith("denial.grantMissing: grant of publisher", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_grant_by_another_party_for_a_dataset_that_is_not_its_own_is_refused()
    {
        TestRoom room = await world.StandardRoomAsync();
        SealedDataset ads = await room.Deal.SealAsync(StandardAgreement.Ads);
        LedgerHead head = await room.ReadHeadAsync();
        byte[] grant = Granting.Grant(room.Agreement, world.Publisher, await room.InstanceAsync(), [ads], [], head, TimeSpan.FromHours(1));
        string answer = await room.TryAsync(world.Publisher, HttpMethod.Post, "/grants", grant);
        Assert.StartsWith("422 document.", answer, StringComparison.Ordinal);
        Assert.Contains("ads", answer, StringComparison.Ordinal);
    }

    /// <summary>The same grant as its owner would have signed it at another time.</summary>
    private byte[] Redate(SignedAgreement agreement, byte[] signed, TimeSpan by)
    {
        Assert.True(SignedDocument.TryOpen(signed, agreement, out SignedDocument<Grant>? grant, out DocumentRefusal? refusal), refusal?.ToString());
        Grant moved = grant.Document with { IssuedAt = grant.Document.IssuedAt + by, Expires = grant.Document.Expires + by };
        return SignedDocument.Sign(moved, world.Advertiser.Signer);
    }

    private async Task IsDeniedAsync(TestRoom room, string reason) =>
        Assert.StartsWith(reason, Assert.Single((await room.AskAsync(world.Publisher, Questions.NewOverlap())).Denial), StringComparison.Ordinal);
}
