using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Tests;

/// <summary>An owner's share: what is wrapped under it opens with it alone, and it reaches one instance for one purpose.</summary>
public sealed class KeyShareTests
{
    private static readonly RSA s_instance = RSA.Create(2048);
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, KeyShare.Size).Select(i => (byte)i)];
    private static readonly byte[] s_context = "for this"u8.ToArray();

    [Fact]
    public void Digest_and_wrapping_are_those_of_the_specification()
    {
        using KeyShare share = KeyShare.From(s_bytes);
        Assert.Equal(
            new Digest256(HKDF.DeriveKey(HashAlgorithmName.SHA256, s_bytes, 32, [], "cleanroom-share/1 check"u8.ToArray())), share.Digest);
        byte[] dek = RandomNumberGenerator.GetBytes(32);
        using Aes aes = Aes.Create();
        aes.Key = HKDF.DeriveKey(HashAlgorithmName.SHA256, s_bytes, 32, [], "cleanroom-share/1 wrap"u8.ToArray());
        Assert.Equal(aes.EncryptKeyWrapPadded(dek), share.Wrap(dek));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void What_was_wrapped_opens_with_the_same_share(int length)
    {
        using KeyShare share = KeyShare.Generate();
        byte[] dek = RandomNumberGenerator.GetBytes(length);
        byte[] opened = new byte[32];
        Assert.True(share.TryUnwrap(share.Wrap(dek), opened, out int written));
        Assert.Equal(dek, opened[..written]);
    }

    [Fact]
    public void Another_share_a_changed_byte_or_another_length_opens_nothing()
    {
        using KeyShare share = KeyShare.Generate();
        using KeyShare other = KeyShare.Generate();
        byte[] wrapped = share.Wrap(new byte[32]);
        byte[] opened = new byte[32];
        Assert.False(other.TryUnwrap(wrapped, opened, out int written));
        Assert.Equal(0, written);
        for (int at = 0; at < wrapped.Length; at++)
        {
            byte[] changed = [.. wrapped];
            changed[at] ^= 1;
            Assert.False(share.TryUnwrap(changed, opened, out _));
        }

        Assert.False(share.TryUnwrap(wrapped.AsSpan(0, 32), opened, out _));
        Assert.False(share.TryUnwrap([], opened, out _));
        Assert.False(share.TryUnwrap(wrapped, new byte[31], out _));
        Assert.Equal(new byte[32], opened);
    }

    [Fact]
    public void A_share_reaches_its_instance_and_says_by_its_digest_which_it_is()
    {
        using KeyShare share = KeyShare.From(s_bytes);
        byte[] sealedShare = share.SealTo(s_instance, s_context);
        Assert.Equal(256, sealedShare.Length);
        Assert.True(KeyShare.TryOpen(sealedShare, s_instance, s_context, out KeyShare? opened));
        using (opened)
        {
            Assert.Equal(share.Digest, opened.Digest);
            byte[] copy = new byte[KeyShare.Size];
            opened.CopyTo(copy);
            Assert.Equal(s_bytes, copy);
        }

        using KeyShare other = KeyShare.Generate();
        Assert.NotEqual(share.Digest, other.Digest);
    }

    [Fact]
    public void At_another_instance_for_another_context_or_changed_it_does_not_open()
    {
        using RSA another = RSA.Create(2048);
        using RSA larger = RSA.Create(3072);
        using KeyShare share = KeyShare.Generate();
        byte[] sealedShare = share.SealTo(s_instance, s_context);
        Assert.False(KeyShare.TryOpen(sealedShare, another, s_context, out KeyShare? opened));
        Assert.Null(opened);
        Assert.False(KeyShare.TryOpen(sealedShare, larger, s_context, out _));
        Assert.False(KeyShare.TryOpen(sealedShare, s_instance, "for that"u8, out _));
        Assert.False(KeyShare.TryOpen(sealedShare, s_instance, [], out _));
        Assert.False(KeyShare.TryOpen(sealedShare.AsSpan(1), s_instance, s_context, out _));
        Assert.False(KeyShare.TryOpen([], s_instance, s_context, out _));
        sealedShare[100] ^= 1;
        Assert.False(KeyShare.TryOpen(sealedShare, s_instance, s_context, out _));

        // Well encrypted, and no share: of another length.
        Assert.False(KeyShare.TryOpen(s_instance.Encrypt(new byte[32], RSAEncryptionPadding.OaepSHA256), s_instance, s_context, out _));
    }

    [Fact]
    public void A_disposed_share_does_nothing_any_more()
    {
        KeyShare share = KeyShare.Generate();
        share.Dispose();
        Assert.Throws<ObjectDisposedException>(() => share.Wrap(new byte[32]));
        Assert.Throws<ObjectDisposedException>(() => share.CopyTo(new byte[32]));
        Assert.Throws<ObjectDisposedException>(() => share.SealTo(s_instance, s_context));
        Assert.Throws<ObjectDisposedException>(() => share.TryUnwrap(new byte[40], new byte[32], out _));
    }

    [Fact]
    public void A_share_of_another_length_is_the_callers_mistake() => Assert.Throws<ArgumentException>(() => KeyShare.From(new byte[31]));

    [Fact]
    public void Wrapped_under_both_a_key_opens_with_both_and_with_neither_alone()
    {
        using RSA owners = RSA.Create(2048);
        using KeyShare share = KeyShare.Generate();
        using KeyShare other = KeyShare.Generate();
        using DekWrapper wrapper = new("kek/1", owners);
        using ReleasedKey released = ReleasedKey.TryTake("kek/1", owners.ExportPkcs8PrivateKey(), owners.ExportParameters(false))!;
        byte[] dek = RandomNumberGenerator.GetBytes(32);
        byte[] wrapped = wrapper.Wrap(dek, share);
        byte[] opened = new byte[32];
        Assert.True(released.TryUnwrapDek(wrapped, share, opened, out int written));
        Assert.Equal((32, Convert.ToHexString(dek)), (written, Convert.ToHexString(opened)));

        Assert.False(released.TryUnwrapDek(wrapped, opened, out _));
        Assert.False(released.TryUnwrapDek(wrapped, other, opened, out _));
        Assert.False(released.TryUnwrapDek(wrapper.Wrap(dek), share, opened, out _));
        Assert.False(share.TryUnwrap(wrapped, opened, out _));
    }
}
