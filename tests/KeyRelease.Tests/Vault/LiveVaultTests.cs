using Azure.Core;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Tests.Vault;

/// <summary>
/// The same requests at a real vault (Premium or a Managed HSM). It runs where a vault and a bearer token for it are named, and says so where
/// they are not. The key that it makes stays there, disabled, under a fresh name.
/// </summary>
[Trait("suite", "live")]
public sealed class LiveVaultTests
{
    private const string VaultVariable = "CLEANROOM_LIVE_VAULT";
    private const string TokenVariable = "CLEANROOM_LIVE_VAULT_TOKEN";

    [Fact]
    public async Task A_key_is_made_once_refused_under_another_policy_rotated_and_disabled()
    {
        string? vault = Environment.GetEnvironmentVariable(VaultVariable);
        string? token = Environment.GetEnvironmentVariable(TokenVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(vault) || string.IsNullOrEmpty(token),
            $"live: set {VaultVariable} (https://NAME.vault.azure.net) and {TokenVariable} (az account get-access-token --resource https://vault.azure.net) to run it");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using KeyVaultClient client = new(new Uri(vault), new GivenToken(token), KeyVaultTrust.System);
        string name = $"cleanroom-live-{Guid.NewGuid():n}";
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom("https://sharedneu.neu.attest.azure.net", Digest256.Of("h"u8), Digest256.Of("a"u8));
        NewKeyOptions small = new() { KeySize = 2048 };

        KeyVaultResult<KeyVaultKey> made = await client.CreateKeyAsync(name, policy, small, cancellation);
        Assert.True(made.IsSuccess, made.Failure?.ToString());
        Assert.Equal(policy.Encoded.ToArray(), made.Value.ReleasePolicy!.Value.ToArray());
        Assert.Equal(made.Value.Version, (await client.CreateKeyAsync(name, policy, small, cancellation)).Value?.Version);
        ReleasePolicy other = ReleasePolicy.ForCleanRoom("https://sharedweu.weu.attest.azure.net", Digest256.Of("h"u8), Digest256.Of("a"u8));
        Assert.Equal(KeyVaultFailureReason.AlreadyExists, (await client.CreateKeyAsync(name, other, small, cancellation)).Failure?.Reason);

        KeyVaultResult<KeyVaultKey> next = await client.CreateVersionAsync(name, policy, small, cancellation);
        Assert.True(next.IsSuccess, next.Failure?.ToString());
        using DekWrapper wrapper = made.Value.CreateWrapper();
        using UnwrappedKey unwrapped = (await client.UnwrapAsync(name, made.Value.Version, wrapper.Wrap(new byte[32]), cancellation)).Value!;
        Assert.Equal(32, unwrapped.Length);
        Assert.False((await client.SetEnabledAsync(name, made.Value.Version, isEnabled: false, cancellation)).Value!.IsEnabled);
        Assert.False((await client.SetEnabledAsync(name, next.Value.Version, isEnabled: false, cancellation)).Value!.IsEnabled);
    }

    private sealed class GivenToken(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
