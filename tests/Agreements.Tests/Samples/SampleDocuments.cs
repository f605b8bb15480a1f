using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>A manifest, a grant, a job and a request under <see cref="SampleAgreement"/>, each acceptable as it stands.</summary>
internal static class SampleDocuments
{
    public static Manifest Manifest { get; } = new()
    {
        Format = Manifest.CurrentFormat,
        Agreement = SampleAgreement.Signed.Hash,
        Dataset = SampleAgreement.Feeds,
        Version = 1,
        CreatedAt = SampleAgreement.Now.AddDays(-1),
        ConsentCutOff = SampleAgreement.Now.AddDays(-2),
        SchemaDigest = Digest256.Of("schema"u8),
        FileLength = 123_456,
        FooterDigest = Digest256.Of("footer"u8),
        FooterKeyDigest = Digest256.Of("footer key"u8),
        Release = new VaultRelease(),
        Columns =
        [
            .. SampleDatasets.FeedsTerms.Columns.Select(column => new ManifestColumn
            {
                Name = column.Name,
                Digest = Digest256.Of("column"u8),
                KeyDigest = Digest256.Of("column key"u8),
            }),
        ],
    };

    public static KeyRotation Rotation { get; } = new()
    {
        Format = KeyRotation.CurrentFormat,
        Agreement = SampleAgreement.Signed.Hash,
        Dataset = SampleAgreement.Feeds,
        Manifest = Digest256.Of("manifest"u8),
        Sequence = 1,
        KeyVersion = "0a1b",
        Keys =
        [
            new RotatedKey { KeyDigest = Digest256.Of("footer key"u8), Wrapped = [1, 2, 3] },
            new RotatedKey { KeyDigest = Digest256.Of("column key"u8), Wrapped = [4, 5, 255] },
        ],
        CreatedAt = SampleAgreement.Now,
    };

    public static Grant Grant { get; } = new()
    {
        Format = Grant.CurrentFormat,
        Agreement = SampleAgreement.Signed.Hash,
        Amendment = SampleAgreement.Signed.Hash,
        Id = GrantId.Parse("grant-1"),
        Owner = SampleAgreement.Publisher,
        Instance = SampleEvidence.Instance,
        HostData = SampleEvidence.Terms.HostData[0],
        Datasets = [new GrantedDataset { Dataset = SampleAgreement.Feeds, Version = 1, Manifest = Digest256.Of("manifest"u8) }],
        Shares = [],
        LedgerHead = LedgerHead.Empty,
        Budgets = [new GrantedBudget { Requester = SampleAgreement.Advertiser, NanoRho = 10_000_000, AttoDelta = 100_000_000_000 }],
        IssuedAt = SampleAgreement.Now,
        Expires = SampleAgreement.Now.AddHours(8),
    };

    /// <summary>A grant of the advertiser, whose dataset has dual release.</summary>
    public static Grant AdsGrant { get; } = Grant with
    {
        Id = GrantId.Parse("grant-2"),
        Owner = SampleAgreement.Advertiser,
        Datasets = [new GrantedDataset { Dataset = SampleAgreement.Ads, Version = 1, Manifest = Digest256.Of("manifest"u8) }],
        Shares = [new GrantedShare { Dataset = SampleAgreement.Ads, Sealed = new byte[384] }],
        Budgets = [],
    };

    public static Job Job { get; } = new()
    {
        Format = Job.CurrentFormat,
        Agreement = SampleAgreement.Signed.Hash,
        Id = JobId.Parse("job-1"),
        Requester = SampleAgreement.Advertiser,
        Instance = SampleEvidence.Instance.SigningKey,
        IssuedAt = SampleAgreement.Now,
        Expires = SampleAgreement.Now.AddMinutes(10),
        Query = new OverlapQuery { Terms = SampleAgreement.Overlap, NanoRho = 1_000_000 },
    };

    public static RequestPayload Request { get; } = RequestPayload.Of("POST", "/jobs?wait=1", "body"u8);

    public static byte[] Sign<T>(T document, string name)
        where T : class, IAgreementDocument =>
        TestMessage.Sign1(Payload(document), T.ContentType, name);

    /// <summary>The JSON that the product writes.</summary>
    public static byte[] Payload<T>(T document)
        where T : class, IAgreementDocument
    {
        using CoseSigner signer = TestKey.Signer("anybody");
        return PayloadOf(SignedDocument.Sign(document, signer));
    }

    public static byte[] PayloadOf(ReadOnlyMemory<byte> sign1)
    {
        Assert.True(CoseSign1.TryDecode(sign1, out CoseSign1? message, out CoseFailure failure), failure.ToString());
        return message.Payload!.Value.ToArray();
    }

    /// <summary>A payload with one thing changed that the typed records cannot express.</summary>
    public static byte[] Edit(byte[] payload, Action<JsonObject> change)
    {
        JsonObject root = JsonNode.Parse(payload)!.AsObject();
        change(root);
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    public static SignedDocument<T> Open<T>(byte[] encoded)
        where T : class, IAgreementDocument
    {
        Assert.True(SignedDocument.TryOpen(encoded, SampleAgreement.Signed, out SignedDocument<T>? document, out DocumentRefusal? refusal), refusal?.ToString());
        return document;
    }
}
