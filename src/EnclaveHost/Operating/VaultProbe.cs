using System.Text;
using Azure.Core;
using Azure.Identity;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Operating;

/// <summary>
/// Whether the room's identity may ask an owner's vault for a key, found out without any key leaving the vault: a release is asked for with a token that nobody has signed and that expired in 1970.
/// Without the role the vault says so; with it, it refuses the token.
/// </summary>
/// <remarks>
/// Source: Azure's built-in role <i>Key Vault Crypto Service Release User</i> holds the data action <c>keys/release/action</c> alone, so that reading the key would prove nothing; answers as recorded
/// in the tests of Azure's client libraries (<c>ForbiddenByRbac</c>, and <c>AccessDenied</c> for a token). The order in which a vault judges role, key and token is not documented: whatever is not one
/// of these answers is unknown, and said to be.
/// </remarks>
internal static class VaultProbe
{
    /// <summary>What the operator, or the key's owner, has to do.</summary>
    /// <param name="room">The room.</param>
    /// <param name="credential">How it is known to vaults.</param>
    /// <param name="dataset">The dataset whose key is meant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A few sentences; none when the role is right and there is none but it.</returns>
    internal static async Task<IReadOnlyList<string>> FindAsync(Room room, TokenCredential credential, DatasetTerms dataset, CancellationToken cancellationToken)
    {
        using KeyVaultClient vault = new VaultKeySource(room, credential).Connect(dataset.KeyEncryptionKey);
        string name = dataset.KeyEncryptionKey.Segments[2].TrimEnd('/');
        try
        {
            KeyVaultResult<ReleasedKey> asked = await vault.ReleaseAsync(name, null, UnusableToken(room.Anchors.Authority), null, room.Keys.UnwrappingKey, cancellationToken);
            using ReleasedKey? released = asked.Value;
            KeyVaultResult<KeyVaultKey> read = await vault.GetKeyAsync(name, null, cancellationToken);
            string? finding = released is null ? Advise(dataset, asked.Failure!) : $"the vault gave out {dataset.KeyEncryptionKey} for a token that nobody has signed: it protects nothing. Tell its owner.";
            return [.. new[] { finding, read.IsSuccess ? AdviseOfMore(dataset) : null }.OfType<string>()];
        }
        catch (OperationCanceledException)
        {
            return [$"whether the room may ask for {dataset.KeyEncryptionKey} is unknown: the vault did not answer in time."];
        }
        catch (AuthenticationFailedException)
        {
            // Without a token of its own the room is told so once, for all vaults.
            return [];
        }
    }

    /// <summary>What an answer says of the role. Messages of a vault are for people and may change; then the answer is unknown, and nothing rests on it.</summary>
    /// <param name="failure">The vault's refusal.</param>
    internal static VaultAccess Judge(KeyVaultFailure failure) => (failure.Reason, failure.Code) switch
    {
        (KeyVaultFailureReason.Forbidden, "ForbiddenByRbac" or "ForbiddenByPolicy") => VaultAccess.MayNotAsk,
        (KeyVaultFailureReason.Forbidden, "ForbiddenByFirewall" or "ForbiddenByConnection") => VaultAccess.NetworkRefused,
        (KeyVaultFailureReason.Forbidden, "AccessDenied") when failure.Message.Contains("attestation", StringComparison.OrdinalIgnoreCase) => VaultAccess.MayAsk,
        (KeyVaultFailureReason.Forbidden, "AccessDenied") when failure.Message.Contains("does not have", StringComparison.OrdinalIgnoreCase) => VaultAccess.MayNotAsk,
        (KeyVaultFailureReason.Unauthorized, _) => VaultAccess.IdentityUnknown,
        (KeyVaultFailureReason.NotFound, _) => VaultAccess.NoSuchKey,
        _ => VaultAccess.Unknown,
    };

    /// <summary>What to do about an answer.</summary>
    /// <returns><see langword="null"/> when nothing is to be done.</returns>
    internal static string? Advise(DatasetTerms dataset, KeyVaultFailure failure) => Judge(failure) switch
    {
        VaultAccess.MayAsk => null,
        VaultAccess.MayNotAsk => $"the room's identity may not ask for {dataset.KeyEncryptionKey} ({failure.Code}): {dataset.Owner} gives it the role Key Vault Crypto Service Release User on that vault "
            + "(Managed HSM Crypto Service Release User on an HSM), which takes some minutes to act. Until then jobs that need the key are denied (denial.keyNotReleased).",
        VaultAccess.NetworkRefused => $"the vault refuses this network when asked for {dataset.KeyEncryptionKey} ({failure.Code}): {dataset.Owner} admits it in the vault's firewall, or approves the room's private endpoint.",
        VaultAccess.IdentityUnknown => $"the vault does not know the room's identity when asked for {dataset.KeyEncryptionKey}: it belongs to another tenant. Set CLEANROOM_IDENTITY_APP, and {dataset.Owner} admits that application.",
        VaultAccess.NoSuchKey => $"there is no key {dataset.KeyEncryptionKey} yet: {dataset.Owner} makes it (cleanroom kek create).",
        _ => $"whether the room's identity may ask for {dataset.KeyEncryptionKey} is unknown: the vault answered {failure.Reason} ({failure.Status}) to a release with a token that nobody signed. The first job will tell.",
    };

    private static string AdviseOfMore(DatasetTerms dataset) =>
        $"the room's identity may read {dataset.KeyEncryptionKey}, which its role for releasing does not allow: it has more than it needs. {dataset.Owner} takes away every other role; one that writes could change the policy of a key.";

    /// <summary>A token of the right form that no vault can accept: expired long ago, about nothing, with zeros for a signature.</summary>
    private static string UnusableToken(AttestationAuthority authority) => string.Join('.',
        Base64UrlText.Encode("""{"alg":"RS256","kid":"none","typ":"JWT"}"""u8),
        Base64UrlText.Encode(Encoding.UTF8.GetBytes($$"""{"iss":"{{authority.Issuer}}","iat":0,"nbf":0,"exp":1}""")),
        Base64UrlText.Encode(new byte[256]));
}
