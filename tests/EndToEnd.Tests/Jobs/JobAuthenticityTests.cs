using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>Only a party can ask, only in its own name, and each request counts once.</summary>
public sealed class JobAuthenticityTests(TestWorld world)
{
    // Whoever answers is asked: what counts here is what the room says to somebody who looks at nothing.
    private static readonly HttpClient s_anybody = new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
    });

    [Fact]
    public async Task A_request_without_a_signature_is_refused()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        Assert.Equal("request.unsigned", await PostAsync(room, job.Signed, null));
        Assert.StartsWith("404 room.notFound", await room.TryAsync(world.Advertiser, HttpMethod.Get, $"/jobs/{job.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_sent_again_is_refused()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        string header = RequestSigner.Sign(
            world.Advertiser.Signer, world.Advertiser.Id, (await room.InstanceAsync()).InstanceId,
            RequestPayload.Of("POST", "/v1/jobs", job.Signed), DateTimeOffset.UtcNow);
        Assert.Equal("", await PostAsync(room, job.Signed, header));
        Assert.Equal("request.replayed", await PostAsync(room, job.Signed, header));
    }

    [Fact]
    public async Task A_signature_for_one_body_does_not_carry_another()
    {
        TestRoom room = await world.StandardRoomAsync();
        string header = RequestSigner.Sign(
            world.Advertiser.Signer, world.Advertiser.Id, (await room.InstanceAsync()).InstanceId,
            RequestPayload.Of("POST", "/v1/jobs", "another"u8), DateTimeOffset.UtcNow);
        Assert.Equal("request.otherRequest", await PostAsync(room, "body"u8.ToArray(), header));
    }

    [Fact]
    public async Task A_strangers_request_is_refused_whatever_it_carries()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        Assert.StartsWith(
            "401 request.unknownSigner", await room.TryAsync(world.Stranger, HttpMethod.Post, "/jobs", job.Signed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_nobody_signed_is_refused()
    {
        TestRoom room = await world.StandardRoomAsync();
        byte[] unsigned = Encoding.UTF8.GetBytes("""{"format":"job"}""");
        Assert.StartsWith(
            "422 document.malformedCose", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/jobs", unsigned), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_a_stranger_signed_is_refused_from_a_partys_hand()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Stranger, Questions.Overlap, job => job with { Requester = world.Advertiser.Id });
        Assert.StartsWith(
            "422 document.unknownSigner", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/jobs", job.Signed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_one_party_signed_in_the_name_of_another_is_refused()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Publisher, Questions.Overlap, job => job with { Requester = world.Advertiser.Id });
        Assert.StartsWith("422 document.wrongSigner", await job.PostAsync(room), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_submitted_by_its_requester_alone()
    {
        TestRoom room = await world.StandardRoomAsync();
        SubmittedJob job = await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap());
        Assert.StartsWith("403 room.notEntitled", await room.TryAsync(world.Publisher, HttpMethod.Post, "/jobs", job.Signed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_with_one_changed_byte_is_refused()
    {
        TestRoom room = await world.StandardRoomAsync();
        byte[] changed = (await SubmittedJob.WriteAsync(room, world.Advertiser, Questions.NewOverlap())).Signed;
        changed[^1] ^= 1;
        Assert.StartsWith(
            "422 document.signatureInvalid", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/jobs", changed), StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(TestRoom room, byte[] body, string? header)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(room.Address, "/v1/jobs")) { Content = new ByteArrayContent(body) };
        if (header is not null)
        {
            request.Headers.Add(RequestSigner.HeaderName, header);
        }

        using HttpResponseMessage response = await s_anybody.SendAsync(request, TestContext.Current.CancellationToken);
        JsonElement answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return response.IsSuccessStatusCode ? "" : answer.GetProperty("code").GetString()!;
    }
}
