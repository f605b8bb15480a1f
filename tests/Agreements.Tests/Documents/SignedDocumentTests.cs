using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Tests.Documents;

/// <summary>What holds of manifest, grant and job alike: who signed what, under which agreement.</summary>
public sealed class SignedDocumentTests
{
    [Fact]
    public void Each_document_opens_and_reads_as_it_was_written()
    {
        SignedDocument<Manifest> manifest = SampleDocuments.Open<Manifest>(Written(SampleDocuments.Manifest, "publisher"));
        SignedDocument<Grant> grant = SampleDocuments.Open<Grant>(Written(SampleDocuments.Grant, "publisher"));
        SignedDocument<Job> job = SampleDocuments.Open<Job>(Written(SampleDocuments.Job, "advertiser"));
        Assert.Equal((SampleAgreement.Publisher, SampleAgreement.Publisher, SampleAgreement.Advertiser), (manifest.Signer, grant.Signer, job.Signer));
        Assert.Equal(SampleDocuments.Payload(SampleDocuments.Manifest), SampleDocuments.Payload(manifest.Document));
        Assert.Equal(SampleDocuments.Payload(SampleDocuments.Grant), SampleDocuments.Payload(grant.Document));
        Assert.Equal(SampleDocuments.Job, job.Document);
        Assert.Equal(Digest256.Of(SampleDocuments.Payload(SampleDocuments.Job)), job.Digest);
    }

    [Fact]
    public void The_digest_is_that_of_the_payload_whoever_made_the_signature()
    {
        SignedDocument<Job> once = SampleDocuments.Open<Job>(Written(SampleDocuments.Job, "advertiser"));
        SignedDocument<Job> again = SampleDocuments.Open<Job>(Written(SampleDocuments.Job, "advertiser"));
        Assert.NotEqual(once.Encoded.ToArray(), again.Encoded.ToArray());
        Assert.Equal(once.Digest, again.Digest);
    }

    [Fact]
    public void A_changed_byte_of_the_payload_is_refused()
    {
        byte[] encoded = SampleDocuments.Sign(SampleDocuments.Job, "advertiser");
        encoded[encoded.AsSpan().IndexOf("job-1"u8) + 4] = (byte)'2';
        Assert.Equal(DocumentFailure.SignatureInvalid, ReasonOf<Job>(encoded));
    }

    [Fact]
    public void Every_changed_byte_anywhere_is_refused()
    {
        byte[] encoded = SampleDocuments.Sign(SampleDocuments.Grant, "publisher");
        for (int at = 0; at < encoded.Length; at += 7)
        {
            byte[] changed = [.. encoded];
            changed[at] ^= 0x01;
            Assert.NotEqual(DocumentFailure.None, ReasonOf<Grant>(changed));
        }
    }

    [Fact]
    public void Cut_off_anywhere_it_is_malformed()
    {
        byte[] encoded = SampleDocuments.Sign(SampleDocuments.Manifest, "publisher");
        for (int length = 0; length < encoded.Length; length += 13)
        {
            Assert.Equal(DocumentFailure.MalformedCose, ReasonOf<Manifest>(encoded[..length]));
        }
    }

    [Fact]
    public void A_manifest_is_no_grant_and_a_grant_no_job()
    {
        Assert.Equal(DocumentFailure.WrongContentType, ReasonOf<Grant>(SampleDocuments.Sign(SampleDocuments.Manifest, "publisher")));
        Assert.Equal(DocumentFailure.WrongContentType, ReasonOf<Job>(SampleDocuments.Sign(SampleDocuments.Grant, "publisher")));
        Assert.Equal(DocumentFailure.WrongContentType, ReasonOf<Manifest>(SampleDocuments.Sign(SampleDocuments.Job, "advertiser")));
    }

    [Fact]
    public void A_manifests_payload_signed_as_a_grant_is_malformed() =>
        Assert.Equal(
            DocumentFailure.MalformedPayload,
            ReasonOf<Grant>(TestMessage.Sign1(SampleDocuments.Payload(SampleDocuments.Manifest), Grant.ContentType, "publisher")));

    [Fact]
    public void A_stranger_is_refused() =>
        Assert.Equal(DocumentFailure.UnknownSigner, ReasonOf<Manifest>(SampleDocuments.Sign(SampleDocuments.Manifest, "stranger")));

    [Fact]
    public void A_party_cannot_sign_for_another()
    {
        Assert.Equal(DocumentFailure.WrongSigner, ReasonOf<Manifest>(SampleDocuments.Sign(SampleDocuments.Manifest, "advertiser")));
        Assert.Equal(DocumentFailure.WrongSigner, ReasonOf<Grant>(SampleDocuments.Sign(SampleDocuments.Grant, "advertiser")));
        Assert.Equal(DocumentFailure.WrongSigner, ReasonOf<Job>(SampleDocuments.Sign(SampleDocuments.Job, "publisher")));
    }

    [Fact]
    public void The_agreements_own_encryption_key_does_not_sign()
    {
        using System.Security.Cryptography.ECDiffieHellman encryption = TestKey.Encryption("publisher");
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create(encryption.ExportParameters(true));
        byte[] encoded = TestMessage.Sign1(SampleDocuments.Payload(SampleDocuments.Manifest), Manifest.ContentType, key);
        Assert.Equal(DocumentFailure.UnknownSigner, ReasonOf<Manifest>(encoded));
    }

    [Fact]
    public void A_document_of_another_agreement_is_refused()
    {
        Digest256 other = Digest256.Of("another agreement"u8);
        Assert.Equal(DocumentFailure.OtherAgreement, ReasonOf<Manifest>(SampleDocuments.Sign(SampleDocuments.Manifest with { Agreement = other }, "publisher")));
        Assert.Equal(DocumentFailure.OtherAgreement, ReasonOf<Grant>(SampleDocuments.Sign(SampleDocuments.Grant with { Agreement = other }, "publisher")));
        Assert.Equal(DocumentFailure.OtherAgreement, ReasonOf<Job>(SampleDocuments.Sign(SampleDocuments.Job with { Agreement = other }, "advertiser")));
    }

    [Theory]
    [InlineData("null list")]
    [InlineData("unknown member")]
    [InlineData("missing member")]
    [InlineData("text for a number")]
    [InlineData("digest in capitals")]
    [InlineData("short digest")]
    [InlineData("time with a fraction")]
    public void A_payload_of_another_form_is_refused(string change)
    {
        byte[] payload = SampleDocuments.Edit(SampleDocuments.Payload(SampleDocuments.Grant), root => Change(root, change));
        Assert.Equal(DocumentFailure.MalformedPayload, ReasonOf<Grant>(TestMessage.Sign1(payload, Grant.ContentType, "publisher")));
    }

    private static void Change(JsonObject root, string change)
    {
        switch (change)
        {
            case "null list":
                root["datasets"] = new JsonArray((JsonNode?)null);
                break;
            case "unknown member":
                root["note"] = "";
                break;
            case "missing member":
                root.Remove("hostData");
                break;
            case "text for a number":
                root["budgets"]![0]!["nanoRho"] = "1";
                break;
            case "digest in capitals":
                root["hostData"] = root["hostData"]!.GetValue<string>().ToUpperInvariant();
                break;
            case "short digest":
                root["hostData"] = root["hostData"]!.GetValue<string>()[..62];
                break;
            default:
                root["expires"] = "2026-06-01T12:00:00.5Z";
                break;
        }
    }

    private static byte[] Written<T>(T document, string name)
        where T : class, IAgreementDocument
    {
        using CoseSigner signer = TestKey.Signer(name);
        return SignedDocument.Sign(document, signer);
    }

    private static DocumentFailure ReasonOf<T>(byte[] encoded)
        where T : class, IAgreementDocument
    {
        Assert.False(SignedDocument.TryOpen(encoded, SampleAgreement.Signed, out SignedDocument<T>? document, out DocumentRefusal? refusal));
        Assert.Null(document);
        return refusal.Reason;
    }
}
