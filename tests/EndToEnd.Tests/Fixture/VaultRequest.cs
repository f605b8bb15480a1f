using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Asks an owner's vault to release a key for a token, and works out which clause of the key's policy fails.</summary>
internal static class VaultRequest
{
    // Nothing is ever unwrapped with it: all these requests are refused.
    private static readonly RSA s_unused = RSA.Create(2048);

    /// <summary>Why the vault releases nothing; the test fails when it does.</summary>
    internal static async Task<KeyVaultFailure> ReleaseAsync(Deal deal, DatasetId dataset, string token)
    {
        await deal.KeyOfAsync(dataset);
        using KeyVaultClient vault = Open(deal, dataset);
        KeyVaultResult<ReleasedKey> released = await vault.ReleaseAsync(NameOf(deal, dataset), null, token, null, s_unused, TestContext.Current.CancellationToken);
        using ReleasedKey? key = released.Value;
        Assert.Null(key);
        return released.Failure!;
    }

    /// <summary>The key's own policy, held against a token's claims: what a vault decides by and never says.</summary>
    internal static async Task<ReleaseDecision> EvaluateAsync(Deal deal, DatasetId dataset, string token, string? issuer = null)
    {
        await deal.KeyOfAsync(dataset);
        using KeyVaultClient vault = Open(deal, dataset);
        KeyVaultResult<KeyVaultKey> key = await vault.GetKeyAsync(NameOf(deal, dataset), null, TestContext.Current.CancellationToken);
        Assert.True(ReleasePolicy.TryParse(key.Value!.ReleasePolicy!.Value, out ReleasePolicy? policy, out _));
        return policy.Evaluate(issuer ?? deal.Agreement.Agreement.Enclave.AttestationAuthority, TokenRequest.ReadClaims(token));
    }

    /// <summary>The vault forbids, and <paramref name="claim"/> is the one clause that fails.</summary>
    internal static async Task ForbidsForAsync(Deal deal, DatasetId dataset, string token, string claim)
    {
        KeyVaultFailure failure = await ReleaseAsync(deal, dataset, token);
        Assert.Equal((KeyVaultFailureReason.Forbidden, 403), (failure.Reason, failure.Status));
        ReleaseDecision decision = await EvaluateAsync(deal, dataset, token);
        Assert.Equal(claim, Assert.Single(decision.Failing).Claim);
    }

    private static KeyVaultClient Open(Deal deal, DatasetId dataset) => new(
        new Uri(deal.TermsOf(dataset).KeyEncryptionKey.GetLeftPart(UriPartial.Authority)),
        deal.Region.Credential,
        KeyVaultTrust.Named(deal.Agreement.Agreement.Enclave.ToTrustAnchors().Services.Roots));

    private static string NameOf(Deal deal, DatasetId dataset) => deal.TermsOf(dataset).KeyEncryptionKey.Segments[2].TrimEnd('/');
}
