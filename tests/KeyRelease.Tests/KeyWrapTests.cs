using System.Security.Cryptography;

namespace EnclaveCleanRoom.KeyRelease.Tests;

public sealed class KeyWrapTests
{
    private static readonly RSA s_wrapping = RSA.Create(2048);
    private static readonly RSA s_another = RSA.Create(2048);

    /// <summary>RFC 5649 §6. The platform's own AES Key Wrap with Padding stands under the vault's algorithm.</summary>
    [Theory]
    [InlineData("c37b7e6492584340bed12207808941155068f738", "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a")]
    [InlineData("466f7250617369", "afbeb0f07dfbf5419200f2ccb50bb24f")]
    public void The_known_answers_of_RFC_5649_hold(string key, string wrapped)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(Convert.FromHexString("5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8"));

        Assert.Equal(wrapped, Convert.ToHexStringLower(aes.EncryptKeyWrapPadded(Convert.FromHexString(key))));
        Assert.Equal(key, Convert.ToHexStringLower(aes.DecryptKeyWrapPadded(Convert.FromHexString(wrapped))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(1217)]
    public void A_wrapped_key_unwraps_and_has_the_documented_length(int length)
    {
        byte[] key = RandomNumberGenerator.GetBytes(length);

        byte[] wrapped = RsaAesKeyWrap.Wrap(key, s_wrapping);

        Assert.Equal(256 + 8 + ((length + 7) / 8 * 8), wrapped.Length);
        Assert.True(RsaAesKeyWrap.TryUnwrap(wrapped, s_wrapping, out byte[] unwrapped));
        Assert.Equal(key, unwrapped);
    }

    [Fact]
    public void The_first_part_is_OAEP_with_SHA_256_over_an_AES_256_key()
    {
        byte[] wrapped = RsaAesKeyWrap.Wrap([1, 2, 3], s_wrapping);

        byte[] aesKey = s_wrapping.Decrypt(wrapped[..256], RSAEncryptionPadding.OaepSHA256);
        using Aes aes = Aes.Create();
        aes.SetKey(aesKey);
        Assert.Equal(32, aesKey.Length);
        Assert.Equal([1, 2, 3], aes.DecryptKeyWrapPadded(wrapped[256..]));
    }

    [Fact]
    public void Changed_bytes_another_key_and_wrong_lengths_do_not_unwrap()
    {
        byte[] wrapped = RsaAesKeyWrap.Wrap(new byte[32], s_wrapping);
        byte[] early = [.. wrapped];
        byte[] late = [.. wrapped];
        early[10] ^= 1;
        late[^1] ^= 1;

        Assert.False(RsaAesKeyWrap.TryUnwrap(early, s_wrapping, out _));
        Assert.False(RsaAesKeyWrap.TryUnwrap(late, s_wrapping, out _));
        Assert.False(RsaAesKeyWrap.TryUnwrap(wrapped, s_another, out _));
        Assert.False(RsaAesKeyWrap.TryUnwrap(wrapped.AsSpan(..^8), s_wrapping, out _));
        Assert.False(RsaAesKeyWrap.TryUnwrap(wrapped.AsSpan(..^1), s_wrapping, out _));
        Assert.False(RsaAesKeyWrap.TryUnwrap(wrapped.AsSpan(..256), s_wrapping, out _));
        Assert.False(RsaAesKeyWrap.TryUnwrap([], s_wrapping, out _));
    }

    [Fact]
    public void The_older_wrapping_with_SHA_1_does_not_unwrap()
    {
        byte[] aesKey = new byte[32];
        using Aes aes = Aes.Create();
        aes.SetKey(aesKey);
        byte[] wrapped = [.. s_wrapping.Encrypt(aesKey, RSAEncryptionPadding.OaepSHA1), .. aes.EncryptKeyWrapPadded(new byte[32])];

        Assert.False(RsaAesKeyWrap.TryUnwrap(wrapped, s_wrapping, out _));
    }

    [Fact]
    public void An_AES_key_of_another_length_does_not_unwrap()
    {
        using Aes aes = Aes.Create();
        aes.SetKey(new byte[16]);
        byte[] wrapped = [.. s_wrapping.Encrypt(new byte[16], RSAEncryptionPadding.OaepSHA256), .. aes.EncryptKeyWrapPadded(new byte[32])];

        Assert.False(RsaAesKeyWrap.TryUnwrap(wrapped, s_wrapping, out _));
    }

    [Fact]
    public void Only_a_released_key_unwraps_what_an_owner_wrapped()
    {
        using DekWrapper wrapper = new("https://v.example/keys/k/1", s_wrapping);
        using ReleasedKey released = Take(s_wrapping);
        byte[] dek = RandomNumberGenerator.GetBytes(32);
        Span<byte> unwrapped = stackalloc byte[32];

        byte[] wrapped = wrapper.Wrap(dek);

        Assert.True(released.TryUnwrapDek(wrapped, unwrapped, out int written));
        Assert.Equal(dek, unwrapped[..written].ToArray());
        wrapped[0] ^= 1;
        Assert.False(released.TryUnwrapDek(wrapped, unwrapped, out written));
        Assert.Equal(0, written);
        Assert.False(released.TryUnwrapDek(wrapped.AsSpan(1), unwrapped, out _));
        Assert.False(released.TryUnwrapDek(s_wrapping.Encrypt(dek, RSAEncryptionPadding.OaepSHA1), unwrapped, out _));
        Assert.False(released.TryUnwrapDek(s_wrapping.Encrypt(new byte[31], RSAEncryptionPadding.OaepSHA256), unwrapped, out _));
        Assert.False(released.TryUnwrapDek(wrapper.Wrap(dek), unwrapped[..16], out _));
        Assert.Throws<ArgumentException>(() => wrapper.Wrap(new byte[31]));
    }

    [Fact]
    public void A_released_key_is_of_no_use_after_it_was_disposed_of()
    {
        ReleasedKey released = Take(s_wrapping);
        released.Dispose();

        Assert.Throws<ObjectDisposedException>(() => released.TryUnwrapDek(new byte[256], new byte[32], out _));
    }

    [Fact]
    public void The_private_key_is_zeroed_whether_it_is_taken_or_not()
    {
        byte[] taken = s_wrapping.ExportPkcs8PrivateKey();
        byte[] refused = s_wrapping.ExportPkcs8PrivateKey();

        using ReleasedKey? key = ReleasedKey.TryTake("k", taken, s_wrapping.ExportParameters(false));

        Assert.NotNull(key);
        Assert.Null(ReleasedKey.TryTake("k", refused, s_another.ExportParameters(false)));
        Assert.Null(ReleasedKey.TryTake("k", [1, 2, 3], s_wrapping.ExportParameters(false)));
        Assert.All(taken, octet => Assert.Equal(0, octet));
        Assert.All(refused, octet => Assert.Equal(0, octet));
    }

    [Fact]
    public void A_released_key_offers_no_way_to_its_private_numbers()
    {
        string[] members = [.. typeof(ReleasedKey).GetMembers().Where(member => member.DeclaringType == typeof(ReleasedKey)).Select(member => member.Name)];

        Assert.Equal(["Dispose", "KeyId", "TryUnwrapDek", "get_KeyId"], members.Distinct().Order(StringComparer.Ordinal));
    }

    private static ReleasedKey Take(RSA kek) =>
        ReleasedKey.TryTake("https://v.example/keys/k/1", kek.ExportPkcs8PrivateKey(), kek.ExportParameters(false))!;
}
