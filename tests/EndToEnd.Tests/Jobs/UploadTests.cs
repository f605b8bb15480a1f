using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>Uploads that break off, what a room takes from whom, and a question over a group that is too small.</summary>
public sealed class UploadTests(TestWorld world)
{
    private const string Small = "telescope";

    [Fact]
    public async Task An_upload_that_broke_off_goes_on_at_the_next_instance_and_the_small_group_in_it_is_absent()
    {
        Deal deal = world.Agree(agreement => agreement with
        {
            Queries = [.. agreement.Queries.Select(terms => terms.Id == StandardAgreement.Segments ? terms with { Recipients = [world.Advertiser.Id] } : terms)],
        });
        SealedDataset feeds = await deal.SealAsync(StandardAgreement.Feeds, table: FeedsWithSmallGroup());
        byte[] file = await File.ReadAllBytesAsync(feeds.Path, TestContext.Current.CancellationToken);
        string target = $"/datasets/feeds/1/ciphertext";
        string folder;
        await using (TestRoom first = await deal.OpenRoomAsync())
        {
            folder = first.DataFolder;
            Assert.Equal("", await first.TryAsync(world.Publisher, HttpMethod.Post, "/manifests", feeds.SignedManifest));
            Assert.Equal("", await first.TryAsync(world.Publisher, HttpMethod.Put, $"{target}?offset=0", file.AsMemory(0, 1000)));
            Assert.StartsWith(
                "409 room.uploadOffset: 1000 of", await first.TryAsync(world.Publisher, HttpMethod.Put, $"{target}?offset=1001", file.AsMemory(1001)), StringComparison.Ordinal);
            Assert.StartsWith(
                "409 room.uploadOffset", await first.TryAsync(world.Publisher, HttpMethod.Put, $"{target}?offset=1000", file), StringComparison.Ordinal);
            Assert.StartsWith(
                "403 room.notEntitled", await first.TryAsync(world.Advertiser, HttpMethod.Put, $"{target}?offset=1000", file.AsMemory(1000)), StringComparison.Ordinal);
            Assert.StartsWith(
                "404 room.notFound", await first.TryAsync(world.Publisher, HttpMethod.Put, "/datasets/feeds/2/ciphertext?offset=0", file), StringComparison.Ordinal);
        }

        await using TestRoom next = await deal.OpenRoomAsync(folder);
        await next.UploadAsync(feeds);
        Assert.Equal(file, await File.ReadAllBytesAsync(next.CiphertextFile(StandardAgreement.Feeds), TestContext.Current.CancellationToken));
        Assert.Equal("", await next.GrantAsync(feeds));
        await next.FillAsync(StandardAgreement.Ads);
        await AssertSmallGroupIsAbsentAsync(next);
    }

    /// <summary>The job is answered; the group is not among the groups. The result is for the advertiser alone.</summary>
    private async Task AssertSmallGroupIsAbsentAsync(TestRoom room)
    {
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.Segments);
        JobOutcome outcome = await job.RunAsync(room);
        byte[] signed = outcome.SignedResult!;
        ResultVerification verification = ResultVerifier.Verify(
            signed, room.Agreement, AgreementAnchor.HeldKeys([world.Advertiser.SigningKey.Thumbprint], "advertiser"), outcome.Expected());
        Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
        SegmentsAnswer answer = Assert.IsType<SegmentsAnswer>(verification.Result!.Answer);
        Assert.Contains(answer.Groups, group => group.Values.Contains("phone"));
        Assert.DoesNotContain(answer.Groups, group => group.Values.Contains(Small));
        Assert.Equal("", await room.TryAsync(world.Publisher, HttpMethod.Get, $"/jobs/{job.Id}"));
        Assert.StartsWith(
            "403 room.notEntitled", await room.TryAsync(world.Publisher, HttpMethod.Get, $"/jobs/{job.Id}/result"), StringComparison.Ordinal);
    }

    /// <summary>The publisher's table, with a third kind of device that two people in both tables have.</summary>
    private static Table FeedsWithSmallGroup()
    {
        Table standard = People.Publisher();
        StringColumn device = (StringColumn)standard["device"];
        string?[] devices = [.. Enumerable.Range(0, standard.RowCount).Select(row => row is 300 or 301 ? Small : device.Dictionary[device.Codes[row]])];
        return new Table(standard["user_id"], new StringColumn("device", devices), standard["visits"]);
    }
}
