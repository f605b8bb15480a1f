using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Api;

/// <summary>Who asks is known from the header; nobody makes the room read what no party signed.</summary>
public sealed class RequestGateTests : IDisposable
{
    private static readonly byte[] s_body = [1, 2, 3, 4];

    private readonly SampleRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_partys_request_enters_with_its_body()
    {
        Body body = new(s_body);
        (PartyRequest? request, IResult? refusal) = await EnterAsync(Sign("advertiser", s_body), body);
        Assert.Null(refusal);
        Assert.Equal(SampleAgreement.Advertiser, request!.Party);
        Assert.Equal(s_body, request.Body);
    }

    [Theory]
    [InlineData("stranger", "request.unknownSigner")]
    [InlineData(null, "request.unsigned")]
    public async Task Of_a_strangers_body_nothing_is_read(string? signer, string code)
    {
        Body body = new(s_body);
        await RefusedAsync(code, signer is null ? null : Sign(signer, s_body), body);
        Assert.Equal(0, body.ReadSoFar);
    }

    [Fact]
    public async Task Of_a_replays_body_nothing_is_read()
    {
        string header = Sign("advertiser", s_body);
        await EnterAsync(header, new Body(s_body));
        Body again = new(s_body);
        await RefusedAsync("request.replayed", header, again);
        Assert.Equal(0, again.ReadSoFar);
    }

    [Fact]
    public async Task A_body_that_was_signed_too_large_is_not_read()
    {
        byte[] large = new byte[EnclaveCleanRoom.EnclaveHost.Limits.RoomLimits.Default.Body + 1];
        Body body = new(large);
        await RefusedAsync("room.bodyTooLarge", Sign("advertiser", large), body);
        Assert.Equal(0, body.ReadSoFar);
    }

    [Fact]
    public async Task No_more_is_read_than_was_signed_and_one_byte()
    {
        Body body = new(new byte[1 << 20]);
        await RefusedAsync("request.otherRequest", Sign("advertiser", s_body), body, contentLength: null);
        Assert.InRange(body.ReadSoFar, 1, s_body.Length + 1);
    }

    [Fact]
    public async Task A_body_whose_stated_length_is_not_the_signed_one_is_not_read()
    {
        Body body = new(new byte[1 << 20]);
        await RefusedAsync("request.otherRequest", Sign("advertiser", s_body), body);
        Assert.Equal(0, body.ReadSoFar);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 5 })]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { })]
    public async Task Another_body_than_the_signed_one_is_another_request(byte[] other) =>
        await RefusedAsync("request.otherRequest", Sign("advertiser", s_body), new Body(other), contentLength: null);

    [Fact]
    public async Task A_key_counts_only_where_one_may_count_and_a_signature_there_too()
    {
        using RequestKey key = RequestKey.Generate();
        string keyed = RequestSigner.Authenticate(
            key, SampleAgreement.Advertiser, SampleRoom.Keys.Identity.SigningKey, RequestPayload.Of("PUT", "/datasets/ads/1/ciphertext?offset=0", s_body), SampleAgreement.Now);
        await RefusedAsync("request.malformed", keyed, new Body(s_body));
        (PartyRequest? request, _) = await EnterAsync(keyed, new Body(s_body), keyOf: party => party == SampleAgreement.Advertiser ? key : null);
        Assert.Equal(SampleAgreement.Advertiser, request!.Party);
        (request, _) = await EnterAsync(Sign("advertiser", s_body), new Body(s_body), keyOf: _ => key);
        Assert.Equal(SampleAgreement.Advertiser, request!.Party);
        (request, IResult? refusal) = await EnterAsync(keyed, new Body(s_body), keyOf: _ => null);
        Assert.Null(request);
        Assert.Equal("request.unknownSigner", Assert.IsType<ProblemHttpResult>(refusal).ProblemDetails.Title);
    }

    private static string Sign(string party, byte[] body)
    {
        using CoseSigner signer = TestKey.Signer(party);
        return RequestSigner.Sign(
            signer, Agreements.PartyId.Parse(party), SampleRoom.Keys.Identity.SigningKey, RequestPayload.Of("PUT", "/datasets/ads/1/ciphertext?offset=0", body), SampleAgreement.Now);
    }

    private async Task RefusedAsync(string code, string? header, Body body, long? contentLength = -1)
    {
        (PartyRequest? request, IResult? refusal) = await EnterAsync(header, body, contentLength);
        Assert.Null(request);
        Assert.Equal(code, Assert.IsType<ProblemHttpResult>(refusal).ProblemDetails.Title);
    }

    private async Task<(PartyRequest? Request, IResult? Refusal)> EnterAsync(string? header, Body body, long? contentLength = -1, Func<Agreements.PartyId, RequestKey?>? keyOf = null)
    {
        DefaultHttpContext context = new();
        context.Request.Method = "PUT";
        context.Request.Path = "/datasets/ads/1/ciphertext";
        context.Request.QueryString = new QueryString("?offset=0");
        context.Request.Body = body;
        context.Request.ContentLength = contentLength == -1 ? body.Length : contentLength;
        if (header is not null)
        {
            context.Request.Headers[RequestSigner.HeaderName] = header;
        }

        RequestGate gate = new(_room.Room);
        return keyOf is null ? await gate.EnterAsync(context) : await gate.EnterAsync(context, (_, _) => Task.FromResult<IResult?>(null), keyOf);
    }

    /// <summary>A body that counts what is read of it.</summary>
    private sealed class Body(byte[] content) : MemoryStream(content)
    {
        public long ReadSoFar => Position;
    }
}
