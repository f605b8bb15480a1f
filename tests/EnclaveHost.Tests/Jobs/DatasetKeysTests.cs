using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>A data key counts only when the owner's key wrapped it and the owner's manifest names it.</summary>
public sealed class DatasetKeysTests : IDisposable
{
    private const string Kek = "https://advertiser.vault.example/keys/ads";

    private static readonly byte[] s_dek = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly ReleasedKey _released = HeldKeys.Take(TestOnlyKey.TokenSigning, Kek + "/1");
    private readonly DatasetKeys _keys = new([Kek + "/"], null, null);

    public void Dispose()
    {
        _keys.Dispose();
        _released.Dispose();
    }

    [Fact]
    public void A_key_that_the_manifest_names_is_unwrapped_and_found_by_its_metadata()
    {
        (byte[] metadata, byte[] wrapped) = Wrap(Kek + "/1");
        Assert.Null(_keys.Unwrap(metadata, Digest256.Of(wrapped), _released));
        Assert.True(_keys.TryGetKey(metadata, out SecretKey? key));
        Assert.NotNull(key);
    }

    [Fact]
    public void A_key_that_was_never_unwrapped_is_not_found()
    {
        Assert.False(_keys.TryGetKey(Wrap(Kek + "/1").Metadata, out SecretKey? key));
        Assert.Null(key);
    }

    [Fact]
    public void One_key_for_two_parts_of_a_file_is_refused_and_the_first_stays_as_it_was()
    {
        (byte[] metadata, byte[] wrapped) = Wrap(Kek + "/1");
        Assert.Null(_keys.Unwrap(metadata, Digest256.Of(wrapped), _released));
        Assert.Equal("two parts of the file share one data key", _keys.Unwrap(metadata, Digest256.Of(wrapped), _released));
        Assert.True(_keys.TryGetKey(metadata, out _));
    }

    [Fact]
    public void Keys_are_gone_after_the_job()
    {
        (byte[] metadata, byte[] wrapped) = Wrap(Kek + "/1");
        _keys.Unwrap(metadata, Digest256.Of(wrapped), _released);
        _keys.Dispose();
        Assert.False(_keys.TryGetKey(metadata, out _));
    }

    [Theory]
    [InlineData("https://advertiser.vault.example/keys/other/1")]
    [InlineData("https://advertiser.vault.example/keys/ads-2/1")]
    [InlineData("https://attacker.vault.example/keys/ads/1")]
    [InlineData("https://advertiser.vault.example/keys/ads")]
    [InlineData("")]
    public void A_key_that_names_another_key_encryption_key_is_refused(string masterKey)
    {
        (byte[] metadata, byte[] wrapped) = Wrap(masterKey);
        AssertRefused($"the data key is not wrapped by {Kek}/", metadata, Digest256.Of(wrapped));
    }

    [Fact]
    public void A_wrapped_key_that_is_not_the_manifests_is_refused() =>
        AssertRefused("the wrapped data key is not the manifest's", Wrap(Kek + "/1").Metadata, Digest256.Of("another"u8));

    [Fact]
    public void A_wrapped_key_that_is_no_base64_is_refused()
    {
        byte[] metadata = Material(Kek + "/1", "***");
        AssertRefused("the wrapped data key is not the manifest's", metadata, Digest256.Of([]));
    }

    [Fact]
    public void A_key_that_is_wrapped_twice_is_refused()
    {
        (_, byte[] wrapped) = Wrap(Kek + "/1");
        byte[] metadata = new KeyMaterial
        {
            MasterKeyId = Kek + "/1",
            WrappedDek = Convert.ToBase64String(wrapped),
            KeyEncryptionKeyId = "a",
            WrappedKek = "AAAA",
        }.Write();
        AssertRefused($"the data key is not wrapped by {Kek}/", metadata, Digest256.Of(wrapped));
    }

    [Fact]
    public void A_key_that_another_key_wrapped_is_refused()
    {
        (byte[] metadata, byte[] wrapped) = Wrap(Kek + "/1", TestOnlyKey.InstanceWrapping);
        AssertRefused("the data key does not unwrap with the released key", metadata, Digest256.Of(wrapped));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    public void Metadata_that_is_no_key_material_is_refused(string metadata)
    {
        string? problem = _keys.Unwrap(System.Text.Encoding.UTF8.GetBytes(metadata), default, _released);
        Assert.StartsWith("key metadata is unreadable: ", problem, StringComparison.Ordinal);
    }

    private void AssertRefused(string problem, byte[] metadata, Digest256 wanted)
    {
        Assert.Equal(problem, _keys.Unwrap(metadata, wanted, _released));
        Assert.False(_keys.TryGetKey(metadata, out _));
    }

    private static (byte[] Metadata, byte[] Wrapped) Wrap(string masterKey, RSA? by = null)
    {
        using DekWrapper wrapper = new(Kek, by ?? TestOnlyKey.TokenSigning);
        byte[] wrapped = wrapper.Wrap(s_dek);
        return (Material(masterKey, Convert.ToBase64String(wrapped)), wrapped);
    }

    private static byte[] Material(string masterKey, string wrapped) =>
        new KeyMaterial { MasterKeyId = masterKey, WrappedDek = wrapped }.Write();
}
