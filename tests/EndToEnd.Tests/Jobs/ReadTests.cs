using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>Reads are signed like writes, and answered to those alone whom the agreement names.</summary>
public sealed class ReadTests(TestWorld world)
{
    [Fact]
    public async Task A_party_that_is_not_entitled_reads_neither_job_nor_progress_nor_result_nor_upload()
    {
        // The auditor is a party: it signs the agreement and sees the ledger's head. It has no data, asks nothing, receives nothing.
        Agreement standard = StandardAgreement.Write(world.Publisher, world.Advertiser, world.Region, world.HostData);
        Agreement withAuditor = standard with
        {
            Parties = [.. standard.Parties, world.Auditor.Public],
            Queries = [.. standard.Queries.Select(terms => terms.Id == StandardAgreement.Segments ? terms with { Recipients = [world.Advertiser.Id] } : terms)],
        };
        Deal deal = new(world, world.Region, AgreementSigning.Sign(withAuditor, world.Publisher, world.Advertiser, world.Auditor));
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.Segments);
        Assert.NotNull((await job.RunAsync(room)).SignedResult);

        string[] targets = [$"/jobs/{job.Id}", $"/jobs/{job.Id}/events", $"/jobs/{job.Id}/result"];
        foreach (string target in targets)
        {
            Assert.StartsWith("404 room.notFound", await room.TryAsync(world.Auditor, HttpMethod.Get, target), StringComparison.Ordinal);
            Assert.StartsWith("401 request.unknownSigner", await room.TryAsync(world.Stranger, HttpMethod.Get, target), StringComparison.Ordinal);
            Assert.Equal("", await room.TryAsync(world.Advertiser, HttpMethod.Get, target));
        }

        // An owner whose data was used knows of the job, and of its result only where the agreement makes it a recipient.
        Assert.Equal("", await room.TryAsync(world.Publisher, HttpMethod.Get, targets[0]));
        Assert.StartsWith("403 room.notEntitled", await room.TryAsync(world.Publisher, HttpMethod.Get, targets[2]), StringComparison.Ordinal);

        foreach (string upload in new[] { "/datasets/feeds/1/ciphertext", "/datasets/ads/1/ciphertext" })
        {
            Assert.StartsWith("403 room.notEntitled", await room.TryAsync(world.Auditor, HttpMethod.Get, upload), StringComparison.Ordinal);
        }

        Assert.Equal("", await room.TryAsync(world.Auditor, HttpMethod.Get, "/ledger"));
        Assert.StartsWith("401 request.unknownSigner", await room.TryAsync(world.Stranger, HttpMethod.Get, "/ledger"), StringComparison.Ordinal);
    }
}
