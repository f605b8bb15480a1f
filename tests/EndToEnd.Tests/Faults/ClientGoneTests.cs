using System.Net.Http.Headers;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.EndToEnd.Tests.Jobs;

namespace EnclaveCleanRoom.EndToEnd.Tests.Faults;

/// <summary>A client goes away in the middle: of a piece nothing is kept, and of a job everything.</summary>
public sealed class ClientGoneTests(TestWorld world)
{
    [Fact]
    public async Task Half_a_piece_counts_for_nothing_and_the_upload_goes_on()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        SealedDataset data = await deal.SealAsync(StandardAgreement.Feeds);
        Assert.Equal("", await new PieceUpload(room, data).PostManifestAsync(world.Publisher));
        byte[] piece = await File.ReadAllBytesAsync(data.Path, TestContext.Current.CancellationToken);
        const string Target = RoomConnection.Version + "/datasets/feeds/1/ciphertext?offset=0";
        using HttpClient client = await room.AnybodyAsync();
        using HttpRequestMessage half = new(HttpMethod.Put, Target) { Content = new BreakingContent(piece) };
        half.Headers.Add(RequestSigner.HeaderName, RequestSigner.Sign(
            world.Publisher.Signer, world.Publisher.Id, (await room.InstanceAsync()).InstanceId, RequestPayload.Of("PUT", Target, piece), DateTimeOffset.UtcNow));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.SendAsync(half, TestContext.Current.CancellationToken));

        Assert.False(File.Exists(room.CiphertextFile(StandardAgreement.Feeds)));
        await room.UploadAsync(data);
        Assert.Equal(piece, await File.ReadAllBytesAsync(room.CiphertextFile(StandardAgreement.Feeds), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_job_goes_on_without_its_requester_who_fetches_the_answer_later()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        Assert.Equal("", await job.PostAsync(room));
        using (RoomConnection following = await room.ConnectAsync(world.Advertiser))
        {
            using HttpResponseMessage events = await following.SendAsync(HttpMethod.Get, $"/jobs/{job.Id}/events", default, TestContext.Current.CancellationToken, stream: true);
            Assert.True(events.IsSuccessStatusCode);
        }

        JobOutcome outcome = await job.RunAsync(room);
        Assert.NotNull(outcome.SignedResult);
    }

    /// <summary>Says that it is whole, and breaks in the middle.</summary>
    private sealed class BreakingContent : HttpContent
    {
        private readonly byte[] _piece;

        internal BreakingContent(byte[] piece)
        {
            _piece = piece;
            Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(_piece.AsMemory(0, _piece.Length / 2));
            await stream.FlushAsync();
            throw new IOException("the machine was switched off");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _piece.Length;
            return true;
        }
    }
}
