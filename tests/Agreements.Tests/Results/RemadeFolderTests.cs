using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

/// <summary>
/// An attacker makes a whole folder anew: an agreement in the parties' names, evidence under a root of his own, any numbers, all of
/// it consistent. Only what you hold yourself tells it from yours.
/// </summary>
public sealed class RemadeFolderTests
{
    /// <summary>Yours trusts a vendor's root, of which the attacker has no key.</summary>
    private static readonly SignedAgreement s_yours = SampleAgreement.Open(SampleAgreement.Sign(SampleAgreement.Valid with
    {
        Enclave = SampleAgreement.Valid.Enclave with
        {
            HardwareRoots = [new HardwareRootTerms { Name = "vendor", Product = SnpProduct.Milan, Certificate = Digest256.Of("the vendor's root"u8) }],
        },
    }));

    /// <summary>His names the same parties with keys of his, and a root of his.</summary>
    private static readonly SignedAgreement s_his = SampleAgreement.Open(TestMessage.Sign(HisJson(), SignedAgreement.ContentType, "mallory-1", "mallory-2"));

    private static readonly byte[] s_result = SampleResult.Sign(SampleResult.PayloadUnder(s_his, SampleEvidence.For(s_his.Hash), "mallory-2"));

    [Fact]
    public void The_folder_alone_is_unanchored() =>
        Assert.Equal(VerificationVerdict.Unanchored, ResultVerifier.Verify(s_result, s_his, AgreementAnchor.None, ExpectedJob.Any).Verdict);

    [Fact]
    public void The_hash_that_you_know_is_not_its_agreements() =>
        Assert.Equal(VerificationVerdict.Unanchored, ResultVerifier.Verify(s_result, s_his, AgreementAnchor.KnownHash(s_yours.Hash), ExpectedJob.Any).Verdict);

    [Fact]
    public void The_key_that_you_hold_did_not_sign_its_agreement()
    {
        AgreementAnchor held = AgreementAnchor.HeldKeys([TestKey.PublicSigning("advertiser").Thumbprint], "your keys");
        Assert.Equal(VerificationVerdict.Unanchored, ResultVerifier.Verify(s_result, s_his, held, ExpectedJob.Any).Verdict);
    }

    [Fact]
    public void Its_result_is_refused_under_your_agreement() =>
        ResultVerifierTests.Refused(s_result, s_yours, AgreementAnchor.KnownHash(s_yours.Hash), "agreement", "report", "evidence appraisal");

    [Fact]
    public void A_result_made_for_your_agreement_under_his_root_is_refused()
    {
        byte[] result = SampleResult.Sign(SampleResult.PayloadUnder(s_yours, SampleEvidence.For(s_yours.Hash)));
        ResultVerifierTests.Refused(result, s_yours, AgreementAnchor.KnownHash(s_yours.Hash), "report", "evidence appraisal");
        Assert.Equal(VerificationVerdict.Refused, ResultVerifier.Verify(result, s_yours, AgreementAnchor.None, ExpectedJob.Any).Verdict);
    }

    private static byte[] HisJson() => Agreements.Documents.AgreementDraft.WriteJson(SampleAgreement.Valid with
    {
        Parties =
        [
            SampleAgreement.Valid.Parties[0] with { SigningKey = TestKey.PublicSigning("mallory-1"), EncryptionKey = TestKey.PublicEncryption("mallory-1") },
            SampleAgreement.Valid.Parties[1] with { SigningKey = TestKey.PublicSigning("mallory-2"), EncryptionKey = TestKey.PublicEncryption("mallory-2") },
        ],
    });
}
