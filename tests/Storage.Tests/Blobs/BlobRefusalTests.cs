using System.Diagnostics;
using System.Net;

namespace EnclaveCleanRoom.Storage.Tests.Blobs;

/// <summary>What the service may answer, and what comes of it.</summary>
public sealed class BlobRefusalTests
{
    private static readonly ObjectName s_name = ObjectName.Parse("agreement/feeds.1.parquet");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, "InvalidHeaderValue", StoreFailureReason.Rejected)]
    [InlineData(401, "NoAuthenticationInformation", StoreFailureReason.Unauthorized)]
    [InlineData(403, "AuthenticationFailed", StoreFailureReason.Forbidden)]
    [InlineData(404, "BlobNotFound", StoreFailureReason.NotFound)]
    [InlineData(416, "InvalidRange", StoreFailureReason.OutOfRange)]
    [InlineData(302, null, StoreFailureReason.MalformedResponse)]
    [InlineData(200, null, StoreFailureReason.MalformedResponse)]
    public async Task An_answer_to_a_range_that_is_none_is_a_refusal_with_its_reason(int status, string? code, StoreFailureReason reason)
    {
        FakeBlobs service = new((_, _) => FakeBlobs.Answer(status, code, [1, 2, 3, 4]));
        using IObjectStore store = service.Store();
        StoreFailure failure = (await store.ReadAsync(s_name, 0, new byte[4], Cancellation)).Failure!;
        Assert.Equal((reason, status, code), (failure.Reason, failure.Status, failure.Code));
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData(429, StoreFailureReason.Throttled)]
    [InlineData(503, StoreFailureReason.Throttled)]
    [InlineData(500, StoreFailureReason.Unavailable)]
    public async Task A_service_that_is_busy_is_asked_again_and_in_the_end_it_is_said_so(int status, StoreFailureReason reason)
    {
        FakeBlobs service = new((_, _) => FakeBlobs.Answer(status, "ServerBusy"));
        using IObjectStore store = service.Store();
        Assert.Equal(reason, (await store.GetLengthAsync(s_name, Cancellation)).Failure?.Reason);
        Assert.Equal(9, service.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_recovers_is_read()
    {
        int asked = 0;
        FakeBlobs service = new((_, _) => ++asked < 4 ? FakeBlobs.Answer(503, "ServerBusy") : FakeBlobs.Answer(206, null, [1, 2, 3, 4]));
        using IObjectStore store = service.Store();
        byte[] read = new byte[4];
        Assert.Equal(4, Bytes.ValueOf(await store.ReadAsync(s_name, 0, read, Cancellation)));
        Assert.Equal([1, 2, 3, 4], read);
    }

    [Fact]
    public async Task A_pause_that_the_service_asks_for_ends_at_the_deadline()
    {
        FakeBlobs service = new((_, _) =>
        {
            HttpResponseMessage busy = FakeBlobs.Answer(429, "ServerBusy");
            busy.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromMinutes(10));
            return busy;
        });
        using IObjectStore store = service.Store(new StoreOptions { Deadline = TimeSpan.FromMilliseconds(300) });
        Stopwatch waited = Stopwatch.StartNew();
        StoreFailure failure = (await store.GetLengthAsync(s_name, Cancellation)).Failure!;
        Assert.Equal((StoreFailureReason.Throttled, 429), (failure.Reason, failure.Status));
        Assert.InRange(waited.Elapsed, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_service_that_is_too_slow_is_given_up_at_the_deadline_and_one_that_is_merely_slow_is_read()
    {
        FakeBlobs stuck = new((_, _) => FakeBlobs.Answer(206, null, [1, 2, 3, 4])) { Delay = TimeSpan.FromHours(1) };
        using IObjectStore never = stuck.Store(new StoreOptions { Deadline = TimeSpan.FromMilliseconds(300) });
        Stopwatch waited = Stopwatch.StartNew();
        StoreFailure failure = (await never.ReadAsync(s_name, 0, new byte[4], Cancellation)).Failure!;
        Assert.Equal((StoreFailureReason.Unavailable, (int?)null), (failure.Reason, failure.Status));
        Assert.InRange(waited.Elapsed, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));

        FakeBlobs slow = new((_, _) => FakeBlobs.Answer(206, null, [1, 2, 3, 4])) { Delay = TimeSpan.FromMilliseconds(300) };
        using IObjectStore late = slow.Store(new StoreOptions { Deadline = TimeSpan.FromSeconds(30) });
        Assert.Equal(4, Bytes.ValueOf(await late.ReadAsync(s_name, 0, new byte[4], Cancellation)));
        Assert.Single(slow.Requests);
    }

    [Fact]
    public async Task Who_cancels_is_not_told_of_a_deadline()
    {
        using CancellationTokenSource stop = new();
        FakeBlobs service = new((_, _) =>
        {
            stop.Cancel();
            return FakeBlobs.Answer(503);
        });
        using IObjectStore store = service.Store();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.GetLengthAsync(s_name, stop.Token));
    }

    [Fact]
    public async Task A_connection_that_breaks_within_an_answer_is_tried_again()
    {
        int asked = 0;
        FakeBlobs service = new((_, _) =>
        {
            HttpResponseMessage answer = FakeBlobs.Answer(206, null, [1, 2, 3, 4]);
            answer.Content = ++asked < 3 ? new StreamContent(new BreakingStream()) : answer.Content;
            return answer;
        });
        using IObjectStore store = service.Store();
        Assert.Equal(4, Bytes.ValueOf(await store.ReadAsync(s_name, 0, new byte[4], Cancellation)));
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<BlockList><UncommittedBlocks><Block><Name>x</Name><Size>many</Size></Block></UncommittedBlocks></BlockList>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><BlockList>&e;</BlockList>")]
    public async Task A_list_of_blocks_that_is_none_is_refused(string body)
    {
        FakeBlobs service = new((request, _) => request.Method == HttpMethod.Head
            ? FakeBlobs.Answer(404, "BlobNotFound")
            : FakeBlobs.Answer(200, null, System.Text.Encoding.UTF8.GetBytes(body)));
        using IObjectStore store = service.Store();
        Assert.Equal(StoreFailureReason.MalformedResponse, Bytes.ReasonOf(await store.UploadAsync(s_name, new MemoryStream([1]), null, Cancellation)));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_recognised_and_no_failure()
    {
        Dictionary<string, string> committed = [];
        FakeBlobs service = new((request, _) => Lossy(request, committed));
        using IObjectStore store = service.Store();
        Assert.Equal(new Upload(100_000, 0), Bytes.ValueOf(await store.UploadAsync(s_name, new MemoryStream(Bytes.Of(100_000)), null, Cancellation)));
        Assert.Equal(2, service.Requests.Count(request => request.StartsWith("PUT", StringComparison.Ordinal) && request.Contains("comp=blocklist", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_failure_and_no_place_shows_the_signature()
    {
        FakeBlobs service = new((_, _) => FakeBlobs.Answer(403, "AuthenticationFailed"));
        using IObjectStore store = service.Store();
        StoreFailure failure = (await store.GetLengthAsync(s_name, Cancellation)).Failure!;
        Assert.Contains("sig=", Assert.Single(service.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", $"{failure} {store.Place}", StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", $"{failure} {store.Place}", StringComparison.Ordinal);
    }

    private static HttpResponseMessage Lossy(HttpRequestMessage request, Dictionary<string, string> committed)
    {
        bool isCommit = request.RequestUri!.Query.Contains("comp=blocklist", StringComparison.Ordinal) && request.Method == HttpMethod.Put;
        if (isCommit && committed.Count > 0)
        {
            return FakeBlobs.Answer(409, "BlobAlreadyExists");
        }

        if (isCommit)
        {
            committed["mark"] = request.Headers.GetValues("x-ms-meta-cleanroom").Single();
            return FakeBlobs.Answer(500, "InternalError");
        }

        if (request.Method == HttpMethod.Head && committed.TryGetValue("mark", out string? mark))
        {
            HttpResponseMessage there = FakeBlobs.Answer(200, null, new byte[100_000]);
            there.Headers.Add("x-ms-meta-cleanroom", mark);
            return there;
        }

        return request.Method == HttpMethod.Put ? FakeBlobs.Answer(201) : FakeBlobs.Answer((int)HttpStatusCode.NotFound, "BlobNotFound");
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("the connection was reset");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("the connection was reset");
    }
}
