using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Tests.Requests;

public sealed class RequestVerifierTests
{
    private static readonly DateTimeOffset s_now = SampleAgreement.Now;

    [Fact]
    public void A_signed_request_names_its_party_its_id_and_its_end()
    {
        using CoseSigner signer = TestKey.Signer("publisher");
        string header = RequestSigner.Sign(signer, SampleAgreement.Publisher, SampleEvidence.Instance.SigningKey, SampleDocuments.Request, s_now);
        Assert.True(RequestVerifier.TryVerify(
            header, SampleAgreement.Signed, SampleEvidence.Instance.SigningKey, SampleDocuments.Request.Method, SampleDocuments.Request.Target, s_now, out AuthenticatedRequest? request, out _));
        Assert.Equal(SampleAgreement.Publisher, request.Party);
        Assert.Equal(2 * RequestVerifier.IdSize, request.Id.Length);
        Assert.Equal(s_now + RequestVerifier.Lifetime, request.Expires);
    }

    [Fact]
    public void Two_requests_never_share_an_id()
    {
        using CoseSigner signer = TestKey.Signer("publisher");
        string[] ids = [.. Enumerable.Range(0, 20).Select(each =>
        {
            string header = RequestSigner.Sign(signer, SampleAgreement.Publisher, SampleEvidence.Instance.SigningKey, SampleDocuments.Request, s_now);
            Assert.True(RequestVerifier.TryVerify(
                header, SampleAgreement.Signed, SampleEvidence.Instance.SigningKey, SampleDocuments.Request.Method, SampleDocuments.Request.Target, s_now, out AuthenticatedRequest? request, out _));
            return request.Id;
        })];
        Assert.Equal(20, ids.Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_request_without_a_signature_is_unsigned(string? header) => Assert.Equal(RequestFailure.Unsigned, SampleRequest.Verify(header));

    [Theory]
    [InlineData(" ")]
    [InlineData("0")]
    [InlineData("Bearer abc")]
    [InlineData("0oRA")]
    public void What_is_no_message_is_malformed(string header) => Assert.Equal(RequestFailure.Malformed, SampleRequest.Verify(header));

    [Fact]
    public void Padding_and_the_other_alphabet_of_base64_are_malformed()
    {
        byte[] encoded = new SampleRequest().Encode();
        Assert.Equal(RequestFailure.None, SampleRequest.Verify(Base64UrlText.Encode(encoded)));
        Assert.Equal(RequestFailure.Malformed, SampleRequest.Verify(Convert.ToBase64String(encoded) + "="));
        Assert.Equal(RequestFailure.Malformed, SampleRequest.Verify("\n" + Base64UrlText.Encode(encoded)));
    }

    [Fact]
    public void Missing_claims_and_ids_of_another_size_are_malformed()
    {
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { Id = null }));
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { Id = [1] }));
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { Id = new byte[17] }));
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { Instance = null }));
        byte[] withoutClaims = TestMessage.Sign1(System.Text.Encoding.UTF8.GetBytes(new SampleRequest().Payload), RequestPayload.ContentType, "advertiser");
        Assert.Equal(RequestFailure.Malformed, SampleRequest.Verify(Base64UrlText.Encode(withoutClaims)));
    }

    [Fact]
    public void Another_content_type_and_another_payload_are_malformed()
    {
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { ContentType = Job.ContentType }));
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { Payload = "{}" }));
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { Payload = "null" }));
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { Payload = new SampleRequest().Payload.Replace("{", "{\"path\":\"/\",", StringComparison.Ordinal) }));
    }

    [Fact]
    public void A_strangers_request_is_refused_and_so_is_one_in_another_partys_name()
    {
        Assert.Equal(RequestFailure.UnknownSigner, Of(new SampleRequest { Signer = "stranger" }));
        Assert.Equal(RequestFailure.UnknownSigner, Of(new SampleRequest { Issuer = "publisher" }));
        Assert.Equal(RequestFailure.UnknownSigner, Of(new SampleRequest { Issuer = "" }));
    }

    [Fact]
    public void A_changed_byte_of_the_header_is_refused()
    {
        byte[] encoded = new SampleRequest().Encode();
        for (int at = 0; at < encoded.Length; at += 3)
        {
            byte[] changed = [.. encoded];
            changed[at] ^= 0x04;
            Assert.NotEqual(RequestFailure.None, SampleRequest.Verify(Base64UrlText.Encode(changed)));
        }

        encoded[^1] ^= 1;
        Assert.Equal(RequestFailure.SignatureInvalid, SampleRequest.Verify(Base64UrlText.Encode(encoded)));
    }

    [Fact]
    public void A_request_to_another_instance_is_refused() =>
        Assert.Equal(RequestFailure.OtherInstance, Of(new SampleRequest { Instance = Digest256.Of("another instance"u8).ToString() }));

    [Theory]
    [InlineData(0, 120, RequestFailure.None)]
    [InlineData(-119, 120, RequestFailure.None)]
    [InlineData(-120, 120, RequestFailure.NotCurrent)]
    [InlineData(-3600, 120, RequestFailure.NotCurrent)]
    [InlineData(60, 120, RequestFailure.None)]
    [InlineData(61, 120, RequestFailure.NotCurrent)]
    [InlineData(0, 121, RequestFailure.NotCurrent)]
    [InlineData(-3600, 7200, RequestFailure.NotCurrent)]
    [InlineData(30, 0, RequestFailure.NotCurrent)]
    [InlineData(30, -10, RequestFailure.NotCurrent)]
    public void A_request_counts_for_two_minutes_and_not_before_it_was_made(int issuedAfter, int seconds, RequestFailure expected) =>
        Assert.Equal(expected, Of(new SampleRequest { IssuedAt = s_now.AddSeconds(issuedAfter), Lifetime = TimeSpan.FromSeconds(seconds) }));

    [Fact]
    public void Another_method_or_target_is_another_request()
    {
        RequestPayload received = SampleDocuments.Request;
        string header = new SampleRequest().Header();
        Assert.Equal(RequestFailure.OtherRequest, SampleRequest.Verify(header, received with { Method = "PUT" }));
        Assert.Equal(RequestFailure.OtherRequest, SampleRequest.Verify(header, received with { Method = "post" }));
        Assert.Equal(RequestFailure.OtherRequest, SampleRequest.Verify(header, received with { Target = "/jobs" }));
        Assert.Equal(RequestFailure.OtherRequest, SampleRequest.Verify(header, received with { Target = "/jobs?wait=2" }));
        Assert.Equal(RequestFailure.OtherRequest, Of(new SampleRequest { Payload = new SampleRequest().Payload.Replace("\"length\":4", "\"length\":-1", StringComparison.Ordinal) }));
    }

    [Fact]
    public void The_header_alone_says_who_asks_and_which_body_is_still_to_come()
    {
        Assert.True(RequestVerifier.TryVerify(
            new SampleRequest().Header(), SampleAgreement.Signed, SampleEvidence.Instance.SigningKey, "POST", "/jobs?wait=1", s_now,
            out AuthenticatedRequest? request, out _));
        Assert.Equal(4, request.BodyLength);
        Assert.True(request.IsBody("body"u8));
        Assert.False(request.IsBody("bodY"u8));
        Assert.False(request.IsBody("bod"u8));
        Assert.False(request.IsBody("body "u8));
        Assert.False(request.IsBody([]));
    }

    [Fact]
    public void A_length_that_was_not_signed_is_malformed() =>
        Assert.Equal(RequestFailure.Malformed, Of(new SampleRequest { Payload = new SampleRequest().Payload.Replace(",\"length\":4", "", StringComparison.Ordinal) }));

    [Fact]
    public void Every_failure_but_replay_is_reached_here_and_replay_is_the_ledgers_to_say()
    {
        RequestFailure[] reached =
        [
            SampleRequest.Verify(new SampleRequest().Header()), SampleRequest.Verify(null), SampleRequest.Verify("0"),
            Of(new SampleRequest { Signer = "stranger" }), SignatureChanged(), Of(new SampleRequest { Instance = "" }),
            Of(new SampleRequest { Lifetime = TimeSpan.Zero }), SampleRequest.Verify(new SampleRequest().Header(), SampleDocuments.Request with { Method = "GET" }),
        ];
        Assert.Equal(Enum.GetValues<RequestFailure>().Except([RequestFailure.Replayed]), reached);
    }

    private static RequestFailure SignatureChanged()
    {
        byte[] encoded = new SampleRequest().Encode();
        encoded[^20] ^= 1;
        return SampleRequest.Verify(Base64UrlText.Encode(encoded));
    }

    private static RequestFailure Of(SampleRequest request) => SampleRequest.Verify(request.Header());
}
