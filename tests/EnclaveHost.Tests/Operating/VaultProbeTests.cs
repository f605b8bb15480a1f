using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Operating;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Operating;

/// <summary>What a vault's answer to an unusable token says of the room's role, and that everything else is called unknown.</summary>
public sealed class VaultProbeTests
{
    private const string Token = "Target environment attestation statement cannot be verified.";

    [Theory]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, "AccessDenied", Token, nameof(VaultAccess.MayAsk))]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, "ForbiddenByRbac", "Caller is not authorized to perform action on resource.", nameof(VaultAccess.MayNotAsk))]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, "ForbiddenByRbac", Token, nameof(VaultAccess.MayNotAsk))]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, "AccessDenied", "The application 'appid=1' does not have keys release permission on key vault 'v'.", nameof(VaultAccess.MayNotAsk))]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, "ForbiddenByFirewall", "Client address is not authorized and caller is not a trusted service.", nameof(VaultAccess.NetworkRefused))]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, "ForbiddenByConnection", "Public network access is disabled.", nameof(VaultAccess.NetworkRefused))]
    [InlineData(KeyVaultFailureReason.Unauthorized, 401, null, "AKV10032: Invalid issuer.", nameof(VaultAccess.IdentityUnknown))]
    [InlineData(KeyVaultFailureReason.NotFound, 404, "KeyNotFound", "no", nameof(VaultAccess.NoSuchKey))]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, "AccessDenied", "Words that nobody has seen yet.", nameof(VaultAccess.Unknown))]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, "Forbidden", Token, nameof(VaultAccess.Unknown))]
    [InlineData(KeyVaultFailureReason.Forbidden, 403, null, "", nameof(VaultAccess.Unknown))]
    [InlineData(KeyVaultFailureReason.Rejected, 400, "BadParameter", "Property target is invalid.", nameof(VaultAccess.Unknown))]
    [InlineData(KeyVaultFailureReason.Throttled, 429, null, "busy", nameof(VaultAccess.Unknown))]
    [InlineData(KeyVaultFailureReason.MalformedResponse, null, null, "", nameof(VaultAccess.Unknown))]
    public void Only_an_answer_that_is_known_says_something(KeyVaultFailureReason reason, int? status, string? code, string message, string wanted) =>
        Assert.Equal(wanted, VaultProbe.Judge(new KeyVaultFailure(reason, status, code, message)).ToString());

    [Fact]
    public void Whoever_has_to_do_something_is_told_what_and_nobody_else_is()
    {
        Assert.Null(Advise(KeyVaultFailureReason.Forbidden, 403, "AccessDenied", Token));
        Assert.Contains("advertiser gives it the role Key Vault Crypto Service Release User", Advise(KeyVaultFailureReason.Forbidden, 403, "ForbiddenByRbac", ""), StringComparison.Ordinal);
        Assert.Contains("advertiser admits it in the vault's firewall", Advise(KeyVaultFailureReason.Forbidden, 403, "ForbiddenByFirewall", ""), StringComparison.Ordinal);
        Assert.Contains("Set CLEANROOM_IDENTITY_APP", Advise(KeyVaultFailureReason.Unauthorized, 401, null, ""), StringComparison.Ordinal);
        Assert.Contains("cleanroom kek create", Advise(KeyVaultFailureReason.NotFound, 404, "KeyNotFound", ""), StringComparison.Ordinal);
        Assert.Contains("is unknown: the vault answered Rejected (400)", Advise(KeyVaultFailureReason.Rejected, 400, "BadParameter", ""), StringComparison.Ordinal);
    }

    private static string? Advise(KeyVaultFailureReason reason, int status, string? code, string message) =>
        VaultProbe.Advise(SampleDatasets.AdsTerms, new KeyVaultFailure(reason, status, code, message));
}
