namespace EnclaveCleanRoom.Cose.Tests;

public sealed class SignTests
{
    private static readonly byte[] s_payload = "{\"purpose\":\"overlap\"}"u8.ToArray();
    private static readonly CoseHeaderParameters s_body = new() { ContentType = "application/vnd.cleanroom.agreement+json" };

    [Fact]
    public void Several_parties_sign_one_payload_one_after_the_other()
    {
        using CoseSigner first = CoseSigner.Generate();
        using CoseSigner second = CoseSigner.Generate();
        using CoseVerificationKey firstKey = TestKeys.PublicOf(first);
        using CoseVerificationKey secondKey = TestKeys.PublicOf(second);

        byte[] once = CoseSign.Create(s_payload, s_body, first, Kid(1));
        Assert.True(CoseSign.TryDecode(once, out CoseSign? draft, out _));
        byte[] twice = draft.AddSignature(second, Kid(2));

        Assert.True(CoseSign.TryDecode(twice, out CoseSign? message, out CoseFailure failure));
        Assert.Equal(CoseFailure.None, failure);
        Assert.Equal(s_payload, message.Payload.ToArray());
        Assert.Equal(s_body.ContentType, message.Protected.ContentType);
        Assert.Equal(2, message.Signatures.Count);
        Assert.Equal(new byte[] { 2 }, message.Signatures[1].Protected.KeyId!.Value.ToArray());
        Assert.Equal(CoseFailure.None, message.Signatures[0].Verify(firstKey));
        Assert.Equal(CoseFailure.None, message.Signatures[1].Verify(secondKey));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Signatures[0].Verify(secondKey));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Signatures[1].Verify(firstKey));
    }

    [Fact]
    public void A_signature_does_not_move_to_another_payload()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(signer);
        byte[] encoded = CoseSign.Create(s_payload, s_body, signer, Kid(1));
        encoded[encoded.AsSpan().IndexOf(s_payload)] ^= 1;

        Assert.True(CoseSign.TryDecode(encoded, out CoseSign? message, out _));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Signatures[0].Verify(key));
    }

    [Fact]
    public void A_signature_does_not_move_to_another_signers_header()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(signer);
        byte[] encoded = CoseSign.Create(s_payload, s_body, signer, Kid(0x77));
        encoded[encoded.AsSpan().IndexOf(new byte[] { 0x04, 0x41, 0x77 }) + 2] ^= 1;

        Assert.True(CoseSign.TryDecode(encoded, out CoseSign? message, out _));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Signatures[0].Verify(key));
    }

    [Fact]
    public void A_multi_signer_message_is_no_single_signer_message()
    {
        using CoseSigner signer = CoseSigner.Generate();

        Assert.False(CoseSign1.TryDecode(CoseSign.Create(s_payload, s_body, signer, Kid(1)), out _, out CoseFailure asSign1));
        Assert.False(CoseSign.TryDecode(signer.Sign1(s_payload, s_body), out _, out CoseFailure asSign));
        Assert.Equal(CoseFailure.WrongTag, asSign1);
        Assert.Equal(CoseFailure.WrongTag, asSign);
    }

    [Fact]
    public void External_data_is_covered_by_every_signature()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(signer);
        byte[] encoded = CoseSign.Create(s_payload, s_body, signer, Kid(1), "context"u8);

        Assert.True(CoseSign.TryDecode(encoded, out CoseSign? message, out _));
        Assert.Equal(CoseFailure.None, message.Signatures[0].Verify(key, "context"u8));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Signatures[0].Verify(key));
    }

    private static CoseHeaderParameters Kid(byte id) => new() { KeyId = new[] { id } };
}
