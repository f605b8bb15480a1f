using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Tests.Requests;

/// <summary>Requests that a party authenticates by a key which the instance gave it.</summary>
public sealed class RequestKeyTests : IDisposable
{
    private static readonly DateTimeOffset s_now = SampleAgreement.Now;
    private static readonly Digest256 s_instance = SampleEvidence.Instance.SigningKey;

    private readonly RequestKey _key = RequestKey.Generate();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void One_names_its_party_its_id_its_end_and_its_body()
    {
        Assert.True(RequestVerifier.TryVerifyKeyed(Header(), KeyOf, s_instance, SampleDocuments.Request.Method, SampleDocuments.Request.Target, s_now, out AuthenticatedRequest? request, out _));
        Assert.Equal(SampleAgreement.Publisher, request.Party);
        Assert.Equal(2 * RequestVerifier.IdSize, request.Id.Length);
        Assert.Equal(s_now + RequestVerifier.Lifetime, request.Expires);
        Assert.Equal(SampleDocuments.Request.Length, request.BodyLength);
        Assert.NotEqual(Header(), Header());
    }

    [Fact]
    public void A_key_is_read_as_it_was_given_out()
    {
        using RequestKey given = RequestKey.Read(_key.Write())!;
        Assert.Equal(RequestFailure.None, Verify(Header(given)));
        Assert.Null(RequestKey.Read(null));
        Assert.Null(RequestKey.Read(""));
        Assert.Null(RequestKey.Read("no key!"));
        Assert.Null(RequestKey.Read(_key.Write()[..^2]));
        Assert.Null(RequestKey.Read(_key.Write() + "AAAA"));
    }

    [Fact]
    public void Another_key_and_a_party_without_one_are_refused_alike()
    {
        using RequestKey other = RequestKey.Generate();
        Assert.Equal(RequestFailure.UnknownSigner, Verify(Header(other)));
        Assert.Equal(RequestFailure.UnknownSigner, Verify(Header(party: SampleAgreement.Advertiser)));
    }

    [Fact]
    public void A_key_that_has_ended_verifies_nothing_not_even_what_its_zeroed_bytes_would()
    {
        string before = Header();
        using RequestKey zeroes = RequestKey.Read(Base64UrlText.Encode(new byte[CoseMac0.KeySize]))!;
        _key.Dispose();
        Assert.Equal(RequestFailure.UnknownSigner, Verify(before));
        Assert.Equal(RequestFailure.UnknownSigner, Verify(Header(zeroes)));
        Assert.Throws<ObjectDisposedException>(() => Header());
        Assert.Throws<ObjectDisposedException>(_key.Write);
    }

    [Fact]
    public void It_counts_for_one_instance_one_request_and_two_minutes()
    {
        Assert.Equal(RequestFailure.OtherInstance, Verify(Header(instance: Digest256.Of("another"u8))));
        Assert.Equal(RequestFailure.OtherRequest, Verify(Header(), SampleDocuments.Request with { Method = "PUT" }));
        Assert.Equal(RequestFailure.OtherRequest, Verify(Header(), SampleDocuments.Request with { Target = "/jobs" }));
        Assert.Equal(RequestFailure.NotCurrent, Verify(Header(), now: s_now + RequestVerifier.Lifetime));
        Assert.Equal(RequestFailure.None, Verify(Header(), now: s_now + RequestVerifier.Lifetime - TimeSpan.FromSeconds(1)));
        Assert.Equal(RequestFailure.NotCurrent, Verify(Header(), now: s_now - RequestVerifier.ClockSkew - TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_signature_is_no_tag_and_a_tag_no_signature()
    {
        using CoseSigner signer = TestKey.Signer("publisher");
        Assert.Equal(RequestFailure.Malformed, Verify(RequestSigner.Sign(signer, SampleAgreement.Publisher, s_instance, SampleDocuments.Request, s_now)));
        Assert.Equal(RequestFailure.Malformed, SampleRequest.Verify(Header()));
        Assert.Equal(RequestFailure.Unsigned, Verify(null));
        Assert.Equal(RequestFailure.Malformed, Verify("0YQ"));
    }

    [Fact]
    public void No_changed_character_is_accepted()
    {
        string genuine = Header();
        for (int at = 0; at < genuine.Length; at++)
        {
            string changed = string.Concat(genuine.AsSpan(0, at), genuine[at] == 'A' ? "B" : "A", genuine.AsSpan(at + 1));
            Assert.NotEqual(RequestFailure.None, Verify(changed));
        }
    }

    private RequestKey? KeyOf(PartyId party) => party == SampleAgreement.Publisher ? _key : null;

    private string Header(RequestKey? key = null, PartyId? party = null, Digest256? instance = null) =>
        RequestSigner.Authenticate(key ?? _key, party ?? SampleAgreement.Publisher, instance ?? s_instance, SampleDocuments.Request, s_now);

    private RequestFailure Verify(string? header, RequestPayload? received = null, DateTimeOffset? now = null)
    {
        RequestPayload payload = received ?? SampleDocuments.Request;
        bool isAccepted = RequestVerifier.TryVerifyKeyed(header, KeyOf, s_instance, payload.Method, payload.Target, now ?? s_now, out AuthenticatedRequest? request, out RequestFailure failure);
        Assert.Equal(isAccepted, failure == RequestFailure.None);
        Assert.Equal(isAccepted, request is not null);
        return failure;
    }
}
