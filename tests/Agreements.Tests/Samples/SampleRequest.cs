using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Attestation;
using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>A signed request of which each part can be set.</summary>
internal sealed record SampleRequest
{
    public string Signer { get; init; } = "advertiser";

    public string Issuer { get; init; } = "advertiser";

    public string? Instance { get; init; } = SampleEvidence.Instance.SigningKey.ToString();

    public DateTimeOffset IssuedAt { get; init; } = SampleAgreement.Now;

    public TimeSpan Lifetime { get; init; } = RequestVerifier.Lifetime;

    public byte[]? Id { get; init; } = [.. Enumerable.Range(1, RequestVerifier.IdSize).Select(i => (byte)i)];

    public string ContentType { get; init; } = RequestPayload.ContentType;

    public string Payload { get; init; } =
        $$"""{"method":"POST","target":"/jobs?wait=1","body":"{{SampleDocuments.Request.Body}}","length":4}""";

    public byte[] Encode()
    {
        List<byte[]> claims = [Int(1), Text(Issuer)];
        if (Instance is not null)
        {
            claims.AddRange([Int(3), Text(Instance)]);
        }

        claims.AddRange([Int(4), Int((IssuedAt + Lifetime).ToUnixTimeSeconds()), Int(6), Int(IssuedAt.ToUnixTimeSeconds())]);
        if (Id is not null)
        {
            claims.AddRange([Int(7), Bytes(Id)]);
        }

        return TestMessage.Sign1(System.Text.Encoding.UTF8.GetBytes(Payload), ContentType, Signer, Int(15), Map([.. claims]));
    }

    public string Header() => Base64UrlText.Encode(Encode());

    public static RequestFailure Verify(string? header, RequestPayload? received = null, DateTimeOffset? now = null)
    {
        bool isAccepted = RequestVerifier.TryVerify(
            header, SampleAgreement.Signed, SampleEvidence.Instance.SigningKey, (received ?? SampleDocuments.Request).Method,
            (received ?? SampleDocuments.Request).Target, now ?? SampleAgreement.Now, out AuthenticatedRequest? request, out RequestFailure failure);
        Assert.Equal(isAccepted, failure == RequestFailure.None);
        Assert.Equal(isAccepted, request is not null);
        return failure;
    }
}
