using System.Security.Cryptography;
using System.Text.Json;
using Azure.Core;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>The product's own vault client speaks with the simulated vault as it would with Azure's, told nothing but URL, credential and roots.</summary>
public sealed class KeyVaultClientTests(Cloud cloud)
{
    private static readonly Digest256 s_agreement = Digest256.Of("agreement"u8);

    [Fact]
    public async Task A_key_goes_from_its_owner_to_the_attested_workload_and_opens_what_was_wrapped()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(wrapping);
        using KeyVaultClient client = Client(cloud.Process.Vault);
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom(cloud.Process.Attestation, HostDataOf(token), s_agreement);
        KeyVaultResult<KeyVaultKey> created = await client.CreateKeyAsync(
            "client-released", policy, new NewKeyOptions { KeySize = 2048 }, TestContext.Current.CancellationToken);
        Assert.True(created.IsSuccess, created.Failure?.ToString());
        Assert.Equal(policy.Encoded.ToArray(), created.Value!.ReleasePolicy!.Value.ToArray());
        Assert.True(created.Value.IsReleasePolicyImmutable);

        byte[] dek = RandomNumberGenerator.GetBytes(32);
        using DekWrapper wrapper = created.Value.CreateWrapper();
        byte[] wrapped = wrapper.Wrap(dek);
        KeyVaultResult<ReleasedKey> released = await client.ReleaseAsync(
            "client-released", null, token, "a nonce", wrapping, TestContext.Current.CancellationToken);
        Assert.True(released.IsSuccess, released.Failure?.ToString());
        using ReleasedKey key = released.Value!;
        byte[] opened = new byte[32];
        Assert.True(key.TryUnwrapDek(wrapped, opened, out int written));
        Assert.Equal(32, written);
        Assert.Equal(dek, opened);
    }

    [Fact]
    public async Task A_key_is_rotated_under_an_immutable_policy_and_the_old_version_is_released_no_more()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(wrapping);
        using KeyVaultClient client = Client(cloud.Process.Vault);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom(cloud.Process.Attestation, HostDataOf(token), s_agreement);
        NewKeyOptions small = new() { KeySize = 2048 };
        KeyVaultKey old = (await client.CreateKeyAsync("client-rotated", policy, small, cancellation)).Value!;
        KeyVaultResult<KeyVaultKey> made = await client.CreateVersionAsync("client-rotated", policy, small, cancellation);
        Assert.True(made.IsSuccess, made.Failure?.ToString());
        Assert.NotEqual(old.Version, made.Value.Version);
        Assert.Equal(policy.Encoded.ToArray(), made.Value.ReleasePolicy!.Value.ToArray());

        byte[] dek = RandomNumberGenerator.GetBytes(32);
        using DekWrapper before = old.CreateWrapper();
        using DekWrapper after = made.Value.CreateWrapper();
        using UnwrappedKey unwrapped = (await client.UnwrapAsync("client-rotated", old.Version, before.Wrap(dek), cancellation)).Value!;
        byte[] rewrapped = unwrapped.WrapUnder(after);
        Assert.False((await client.SetEnabledAsync("client-rotated", old.Version, isEnabled: false, cancellation)).Value!.IsEnabled);
        Assert.Equal(
            KeyVaultFailureReason.Forbidden, (await client.ReleaseAsync("client-rotated", old.Version, token, "n", wrapping, cancellation)).Failure?.Reason);
        Assert.Equal(KeyVaultFailureReason.Forbidden, (await client.UnwrapAsync("client-rotated", old.Version, before.Wrap(dek), cancellation)).Failure?.Reason);
        Assert.Equal(KeyVaultFailureReason.Rejected, (await client.UnwrapAsync("client-rotated", made.Value.Version, before.Wrap(dek), cancellation)).Failure?.Reason);

        using ReleasedKey released = (await client.ReleaseAsync("client-rotated", made.Value.Version, token, "n", wrapping, cancellation)).Value!;
        byte[] opened = new byte[32];
        Assert.True(released.TryUnwrapDek(rewrapped, opened, out _));
        Assert.Equal(dek, opened);
    }

    [Fact]
    public async Task An_imported_key_is_released_and_its_name_is_taken_for_good()
    {
        using RSA wrapping = RSA.Create(2048);
        using RSA own = RSA.Create(2048);
        string token = await TokenAsync(wrapping);
        using KeyVaultClient client = Client(cloud.Process.Vault);
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom(cloud.Process.Attestation, HostDataOf(token), s_agreement);
        KeyVaultResult<KeyVaultKey> imported = await client.ImportKeyAsync(
            "client-imported", own, policy, new NewKeyOptions(), TestContext.Current.CancellationToken);
        Assert.True(imported.IsSuccess, imported.Failure?.ToString());
        KeyVaultResult<ReleasedKey> released = await client.ReleaseAsync(
            "client-imported", imported.Value!.Version, token, "a nonce", wrapping, TestContext.Current.CancellationToken);
        Assert.True(released.IsSuccess, released.Failure?.ToString());
        released.Value!.Dispose();
        KeyVaultResult<KeyVaultKey> again = await client.ImportKeyAsync(
            "client-imported", own, policy, new NewKeyOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(imported.Value.Version, again.Value?.Version);
        KeyVaultResult<KeyVaultKey> other = await client.ImportKeyAsync(
            "client-imported", wrapping, policy, new NewKeyOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(KeyVaultFailureReason.AlreadyExists, other.Failure?.Reason);
    }

    [Fact]
    public async Task A_workload_with_another_measurement_is_refused_without_a_reason()
    {
        using RSA wrapping = RSA.Create(2048);
        string token = await TokenAsync(wrapping);
        using KeyVaultClient client = Client(cloud.Process.Vault);
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom(cloud.Process.Attestation, Digest256.Of("other"u8), s_agreement);
        await client.CreateKeyAsync("client-refused", policy, new NewKeyOptions { KeySize = 2048 }, TestContext.Current.CancellationToken);
        KeyVaultResult<ReleasedKey> released = await client.ReleaseAsync(
            "client-refused", null, token, "a nonce", wrapping, TestContext.Current.CancellationToken);
        Assert.Equal(KeyVaultFailureReason.Forbidden, released.Failure?.Reason);
        Assert.Equal(403, released.Failure?.Status);
    }

    [Fact]
    public async Task Under_the_systems_roots_the_simulated_vault_is_not_even_asked()
    {
        using KeyVaultClient client = new(new Uri(cloud.Process.Vault), new FixedCredential(await VaultCalls.BearerAsync(cloud.Process)), KeyVaultTrust.System);
        KeyVaultResult<KeyVaultKey> got = await client.GetKeyAsync("any", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(KeyVaultFailureReason.HostOutsideAzure, got.Failure?.Reason);
    }

    private KeyVaultClient Client(string vault) => new(
        new Uri(vault), new FixedCredential(VaultCalls.BearerAsync(cloud.Process).GetAwaiter().GetResult()), KeyVaultTrust.Named(cloud.Process.ServicesRoot.RawData));

    private async Task<string> TokenAsync(RSA wrapping)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            RsaPublicJwk.FromRsa(wrapping, "wrapping", "encrypt").WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteString("agreement_sha256", s_agreement.ToString());
            writer.WriteEndObject();
        }

        Attested attested = await Attested.AskAsync(cloud.Process, stream.ToArray());
        return await attested.TokenAsync(cloud.Process);
    }

    private static Digest256 HostDataOf(string token)
    {
        using JsonDocument claims = JsonDocument.Parse(Base64UrlText.TryDecode(token.Split('.')[1], out byte[]? payload) ? payload : []);
        return Digest256.Parse(claims.RootElement.GetProperty("x-ms-sevsnpvm-hostdata").GetString());
    }

    private sealed class FixedCredential(string bearer) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(bearer, DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
