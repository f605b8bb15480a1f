using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

public sealed class ResultEnvelopeTests
{
    private static readonly SignedAgreement s_agreement = SampleAgreement.Signed;
    private static readonly SignedResult s_result = SampleResult.SignUnder(s_agreement, SampleEvidence.For(s_agreement.Hash));
    private static readonly byte[] s_envelope = s_result.EncryptTo(s_agreement, SampleTerms.Overlap.Recipients);

    [Theory]
    [InlineData("publisher")]
    [InlineData("advertiser")]
    public void Each_recipient_opens_it_alone(string name)
    {
        using ECDiffieHellman key = TestKey.Encryption(name);
        Assert.True(ResultEnvelope.TryOpen(s_envelope, s_agreement.Hash, key, out byte[]? signed, out _));
        Assert.Equal(s_result.Encoded.ToArray(), signed);
    }

    [Fact]
    public void Nobody_else_opens_it()
    {
        using ECDiffieHellman stranger = TestKey.Encryption("stranger");
        Assert.False(ResultEnvelope.TryOpen(s_envelope, s_agreement.Hash, stranger, out byte[]? signed, out CoseFailure failure));
        Assert.Null(signed);
        Assert.NotEqual(CoseFailure.None, failure);
    }

    [Fact]
    public void A_party_that_is_no_recipient_does_not_open_it()
    {
        byte[] envelope = s_result.EncryptTo(s_agreement, [SampleAgreement.Advertiser]);
        using ECDiffieHellman publisher = TestKey.Encryption("publisher");
        Assert.False(ResultEnvelope.TryOpen(envelope, s_agreement.Hash, publisher, out _, out CoseFailure _));
    }

    [Fact]
    public void It_opens_under_its_own_agreement_only()
    {
        using ECDiffieHellman key = TestKey.Encryption("publisher");
        Assert.False(ResultEnvelope.TryOpen(s_envelope, Digest256.Of("another"u8), key, out _, out CoseFailure failure));
        Assert.Equal(CoseFailure.ContentNotAuthentic, failure);
    }

    [Fact]
    public void A_changed_byte_does_not_open()
    {
        using ECDiffieHellman key = TestKey.Encryption("publisher");
        for (int at = 0; at < s_envelope.Length; at += 997)
        {
            byte[] changed = [.. s_envelope];
            changed[at] ^= 0x10;
            Assert.False(ResultEnvelope.TryOpen(changed, s_agreement.Hash, key, out _, out CoseFailure failure) && failure == CoseFailure.None);
        }
    }

    [Fact]
    public void Whoever_is_no_party_cannot_be_made_a_recipient() =>
        Assert.Throws<ArgumentException>(() => s_result.EncryptTo(s_agreement, [PartyId.Parse("stranger")]));

    [Fact]
    public void Nothing_of_the_answer_stands_in_the_envelope() => Assert.Equal(-1, s_envelope.AsSpan().IndexOf("estimate"u8));
}
