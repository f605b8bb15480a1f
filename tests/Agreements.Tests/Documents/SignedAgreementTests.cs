using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.Cose.Tests.Vectors;

namespace EnclaveCleanRoom.Agreements.Tests.Documents;

public sealed class SignedAgreementTests
{
    [Fact]
    public void An_agreement_that_every_party_signed_opens_and_its_hash_is_that_of_its_bytes()
    {
        SignedAgreement signed = SampleAgreement.Open(SampleAgreement.Sign(SampleAgreement.Valid));
        Assert.Equal(Digest256.Of(SampleAgreement.Json), signed.Hash);
        Assert.Equal(SampleAgreement.Json, AgreementDraft.WriteJson(signed.Agreement));
    }

    [Fact]
    public void A_draft_goes_from_party_to_party_and_opens_once_the_last_has_signed()
    {
        Assert.True(AgreementDraft.TryOpenJson(SampleAgreement.Json, out AgreementDraft? draft, out _));
        Assert.Equal([SampleAgreement.Publisher, SampleAgreement.Advertiser], draft.Missing);
        using CoseSigner publisher = TestKey.Signer("publisher");
        byte[] once = draft.Sign(publisher);
        Assert.Equal(DocumentFailure.SignatureMissing, ReasonOf(once));

        Assert.True(AgreementDraft.TryOpenSigned(once, out AgreementDraft? half, out _));
        Assert.Equal([SampleAgreement.Publisher], half.SignedBy);
        Assert.Equal([SampleAgreement.Advertiser], half.Missing);
        using CoseSigner advertiser = TestKey.Signer("advertiser");
        Assert.Equal(draft.Hash, SampleAgreement.Open(half.Sign(advertiser)).Hash);
    }

    [Fact]
    public void A_stranger_cannot_sign_a_draft_and_nobody_signs_twice()
    {
        Assert.True(AgreementDraft.TryOpenJson(SampleAgreement.Json, out AgreementDraft? draft, out _));
        using CoseSigner stranger = TestKey.Signer("stranger");
        Assert.Throws<ArgumentException>(() => draft.Sign(stranger));
        using CoseSigner publisher = TestKey.Signer("publisher");
        Assert.True(AgreementDraft.TryOpenSigned(draft.Sign(publisher), out AgreementDraft? half, out _));
        Assert.Throws<ArgumentException>(() => half.Sign(publisher));
    }

    [Fact]
    public void A_missing_signature_is_refused_and_named()
    {
        DocumentRefusal refusal = RefusalOf(SampleAgreement.Sign(SampleAgreement.Json, "publisher"));
        Assert.Equal(DocumentFailure.SignatureMissing, refusal.Reason);
        Assert.Contains("advertiser", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void One_party_that_signed_twice_does_not_stand_for_two() =>
        Assert.Equal(DocumentFailure.UnknownSigner, ReasonOf(SampleAgreement.Sign(SampleAgreement.Json, "publisher", "publisher")));

    [Fact]
    public void A_strangers_signature_is_refused_even_beside_all_the_parties() =>
        Assert.Equal(DocumentFailure.UnknownSigner, ReasonOf(SampleAgreement.Sign(SampleAgreement.Json, "publisher", "advertiser", "stranger")));

    [Fact]
    public void A_changed_byte_of_the_payload_is_refused()
    {
        byte[] encoded = SampleAgreement.Sign(SampleAgreement.Valid);
        int at = encoded.AsSpan().IndexOf("Acme"u8);
        encoded[at] = (byte)'E';
        Assert.Equal(DocumentFailure.SignatureInvalid, ReasonOf(encoded));
    }

    [Fact]
    public void A_changed_byte_of_a_signature_is_refused()
    {
        byte[] encoded = SampleAgreement.Sign(SampleAgreement.Valid);
        encoded[^1] ^= 1;
        Assert.Equal(DocumentFailure.SignatureInvalid, ReasonOf(encoded));
    }

    [Fact]
    public void Every_changed_byte_anywhere_is_refused()
    {
        byte[] encoded = SampleAgreement.Sign(SampleAgreement.Valid);
        for (int at = 0; at < encoded.Length; at += 61)
        {
            byte[] changed = [.. encoded];
            changed[at] ^= 0x20;
            Assert.NotEqual(DocumentFailure.None, ReasonOf(changed));
        }
    }

    [Fact]
    public void Another_content_type_is_refused() =>
        Assert.Equal(
            DocumentFailure.WrongContentType,
            ReasonOf(TestMessage.Sign(SampleAgreement.Json, "application/json", "publisher", "advertiser")));

    [Fact]
    public void A_message_with_one_signer_is_no_agreement() =>
        Assert.Equal(DocumentFailure.MalformedCose, ReasonOf(TestMessage.Sign1(SampleAgreement.Json, SignedAgreement.ContentType, "publisher")));

    [Fact]
    public void An_untagged_message_is_refused() =>
        Assert.Equal(DocumentFailure.MalformedCose, ReasonOf(SampleAgreement.Sign(SampleAgreement.Valid)[2..]));

    [Fact]
    public void A_signature_made_for_another_kind_of_message_does_not_count()
    {
        // The structure that is signed says which kind it is, so a COSE_Sign1 signature of a party is none over an agreement.
        byte[] sign1 = TestMessage.Sign1(SampleAgreement.Json, SignedAgreement.ContentType, "advertiser");
        byte[] encoded = SampleAgreement.Sign(SampleAgreement.Valid);
        sign1.AsSpan(sign1.Length - 96).CopyTo(encoded.AsSpan(encoded.Length - 96));
        Assert.Equal(DocumentFailure.SignatureInvalid, ReasonOf(encoded));
    }

    [Fact]
    public void An_inconsistent_agreement_is_refused_though_all_signed() =>
        Assert.Equal(DocumentFailure.InvalidContent, ReasonOf(SampleAgreement.Sign(SampleAgreement.Valid with { Title = "" })));

    [Theory]
    [InlineData("\"title\": \"Readers who clicked\"", "\"title\": \"Readers who clicked\", \"title\": \"Readers who clicked\"")]
    [InlineData("\"title\": \"Readers who clicked\"", "\"title\": null")]
    [InlineData("\"title\": \"Readers who clicked\"", "\"title\": \"Readers who clicked\", \"note\": \"\"")]
    [InlineData("\"title\": \"Readers who clicked\",", "")]
    [InlineData("\"title\"", "\"Title\"")]
    [InlineData("\"parties\": [", "\"parties\": [ null,")]
    [InlineData("\"queries\": [", "\"queries\": [ null,")]
    [InlineData("\"values\": [", "\"values\": [ null,")]
    [InlineData("\"2027-01-01T00:00:00Z\"", "\"2027-01-01T00:00:00+00:00\"")]
    [InlineData("\"2027-01-01T00:00:00Z\"", "\"2027-01-01\"")]
    [InlineData("\"minimumUvmSvn\": 100", "\"minimumUvmSvn\": 100.5")]
    [InlineData("\"minimumUvmSvn\": 100", "\"minimumUvmSvn\": \"100\"")]
    [InlineData("\"minimumUvmSvn\": 100", "\"minimumUvmSvn\": 99999999999")]
    [InlineData("\"snp\": 20", "\"snp\": 256")]
    [InlineData("\"role\": \"label\"", "\"role\": 1")]
    [InlineData("\"role\": \"label\"", "\"role\": \"outcome\"")]
    [InlineData("\"role\": \"label\"", "\"role\": \"Label\"")]
    [InlineData("\"kind\": \"overlap\"", "\"kind\": \"rows\"")]
    [InlineData("\"trainingUsers\": \"unprotected\"", "\"trainingUsers\": \"\"")]
    [InlineData("\"id\": \"publisher\"", "\"id\": \"Publisher\"")]
    [InlineData("\"crv\": \"P-384\"", "\"crv\": \"P-385\"")]
    [InlineData("{\n", "{ /* note */")]
    [InlineData("{\n", "[{")]
    [InlineData("Acme Shoes", "Acme \\ud800 Shoes")]
    public void Json_that_is_not_the_one_form_is_refused(string text, string instead)
    {
        string json = System.Text.Encoding.UTF8.GetString(SampleAgreement.Json);
        int at = json.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The sample holds no {text}.");
        byte[] changed = System.Text.Encoding.UTF8.GetBytes(json[..at] + instead + json[(at + text.Length)..]);
        Assert.Equal(DocumentFailure.MalformedPayload, ReasonOf(SampleAgreement.Sign(changed, "publisher", "advertiser")));
        Assert.False(AgreementDraft.TryOpenJson(changed, out _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.MalformedPayload, refusal.Reason);
    }

    [Fact]
    public void Bytes_that_are_no_text_and_documents_beyond_the_limit_are_refused()
    {
        Assert.False(AgreementDraft.TryOpenJson(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' }, out _, out DocumentRefusal? mark));
        Assert.Equal(DocumentFailure.MalformedPayload, mark.Reason);
        Assert.False(AgreementDraft.TryOpenJson(new byte[(8 << 20) + 1], out _, out DocumentRefusal? large));
        Assert.Contains("larger", large.Detail, StringComparison.Ordinal);
        Assert.False(AgreementDraft.TryOpenJson("null"u8.ToArray(), out _, out DocumentRefusal? nothing));
        Assert.Equal(DocumentFailure.MalformedPayload, nothing.Reason);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_does_not_exhaust_the_stack() =>
        Assert.Equal(
            DocumentFailure.MalformedPayload,
            ReasonOf(SampleAgreement.Sign(System.Text.Encoding.ASCII.GetBytes(new string('[', 100_000)), "publisher", "advertiser")));

    [Fact]
    public void Nothing_outside_makes_a_signed_agreement_or_a_signed_document()
    {
        Assert.Empty(typeof(SignedAgreement).GetConstructors());
        Assert.Empty(typeof(SignedDocument<>).GetConstructors());
        Assert.Empty(typeof(AuthenticatedRequest).GetConstructors());
        Assert.Empty(typeof(SignedResult).GetConstructors());
    }

    [Fact]
    public void A_cose_message_with_no_signature_is_malformed() =>
        Assert.Equal(
            DocumentFailure.MalformedCose,
            ReasonOf(Cbor.Tag(98, Cbor.Array(Cbor.Bytes(Cbor.Map(Cbor.Int(3), Cbor.Text(SignedAgreement.ContentType))), Cbor.EmptyMap, Cbor.Bytes(SampleAgreement.Json), Cbor.Array()))));

    private static DocumentRefusal RefusalOf(byte[] encoded)
    {
        Assert.False(SignedAgreement.TryOpen(encoded, out SignedAgreement? agreement, out DocumentRefusal? refusal));
        Assert.Null(agreement);
        return refusal;
    }

    private static DocumentFailure ReasonOf(byte[] encoded) => RefusalOf(encoded).Reason;
}
