using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Tests;

public sealed class EncryptTests
{
    private static readonly byte[] s_plaintext = "the answer is 42 ± 3"u8.ToArray();

    [Fact]
    public void Every_recipient_decrypts_and_nobody_else()
    {
        using ECDiffieHellman first = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        using ECDiffieHellman second = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        using ECDiffieHellman stranger = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        byte[] encoded = CoseEncrypt.Encrypt(
            s_plaintext, [TestKeys.RecipientOf(first, "a"u8), TestKeys.RecipientOf(second, "b"u8)], "application/cose", "job 7"u8);

        Assert.True(CoseEncrypt.TryDecode(encoded, out CoseEncrypt? message, out _));
        Assert.Equal(["a"u8.ToArray(), "b"u8.ToArray()], message.RecipientKeyIds.Select(id => id.ToArray()));
        Assert.Equal("application/cose", message.Protected.ContentType);
        Assert.True(message.TryDecrypt(first, "a"u8, "job 7"u8, out byte[]? forFirst, out _));
        Assert.True(message.TryDecrypt(second, "b"u8, "job 7"u8, out byte[]? forSecond, out _));
        Assert.Equal(s_plaintext, forFirst);
        Assert.Equal(s_plaintext, forSecond);
        Assert.False(message.TryDecrypt(stranger, "a"u8, "job 7"u8, out _, out CoseFailure wrongKey));
        Assert.False(message.TryDecrypt(first, "b"u8, "job 7"u8, out _, out CoseFailure wrongRecipient));
        Assert.False(message.TryDecrypt(stranger, "c"u8, "job 7"u8, out _, out CoseFailure unknown));
        Assert.Equal(CoseFailure.KeyUnwrapFailed, wrongKey);
        Assert.Equal(CoseFailure.KeyUnwrapFailed, wrongRecipient);
        Assert.Equal(CoseFailure.RecipientNotFound, unknown);
    }

    [Fact]
    public void Other_external_data_does_not_authenticate()
    {
        using ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        byte[] encoded = CoseEncrypt.Encrypt(s_plaintext, [TestKeys.RecipientOf(key, "a"u8)], null, "job 7"u8);

        Assert.False(CoseEncrypt.TryDecrypt(encoded, key, "a"u8, "job 8"u8, out byte[]? plaintext, out CoseFailure failure));
        Assert.Null(plaintext);
        Assert.Equal(CoseFailure.ContentNotAuthentic, failure);
    }

    [Fact]
    public void Any_changed_byte_is_refused()
    {
        using ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        byte[] encoded = CoseEncrypt.Encrypt(s_plaintext, [TestKeys.RecipientOf(key, "a"u8)], "text/plain");

        for (int i = 0; i < encoded.Length; i++)
        {
            byte[] changed = [.. encoded];
            changed[i] ^= 0x01;
            Assert.False(CoseEncrypt.TryDecrypt(changed, key, "a"u8, default, out _, out CoseFailure failure));
            Assert.NotEqual(CoseFailure.None, failure);
        }
    }

    [Fact]
    public void An_empty_plaintext_is_a_plaintext()
    {
        using ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        byte[] encoded = CoseEncrypt.Encrypt([], [TestKeys.RecipientOf(key, "a"u8)]);

        Assert.True(CoseEncrypt.TryDecrypt(encoded, key, "a"u8, default, out byte[]? plaintext, out _));
        Assert.Empty(plaintext);
    }

    [Fact]
    public void A_key_on_another_curve_is_the_callers_mistake()
    {
        using ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        using ECDiffieHellman p256 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] encoded = CoseEncrypt.Encrypt(s_plaintext, [TestKeys.RecipientOf(key, "a"u8)]);

        Assert.Throws<ArgumentException>(() => TestKeys.RecipientOf(p256, "a"u8));
        Assert.Throws<ArgumentException>(() => CoseEncrypt.TryDecrypt(encoded, p256, "a"u8, default, out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => CoseEncrypt.Encrypt(s_plaintext, []));
    }
}
