using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>Bearer tokens for a vault: of the caller's own tenant first, and once more of the tenant that the vault names when it refuses.</summary>
internal sealed class VaultAuthentication(string scope, TokenCredential credential) : BearerTokenAuthenticationPolicy(credential, scope)
{
    private readonly string _scope = scope;
    private volatile string? _tenant;

    protected override ValueTask AuthorizeRequestAsync(HttpMessage message) => AuthenticateAndAuthorizeRequestAsync(message, Context(message));

    protected override void AuthorizeRequest(HttpMessage message) => AuthenticateAndAuthorizeRequest(message, Context(message));

    protected override async ValueTask<bool> AuthorizeRequestOnChallengeAsync(HttpMessage message)
    {
        if (!TenantChallenge.TryFind(message.Response, _scope, out string? tenant) || tenant == _tenant)
        {
            return false;
        }

        _tenant = tenant;
        await AuthenticateAndAuthorizeRequestAsync(message, Context(message)).ConfigureAwait(false);
        return true;
    }

    private TokenRequestContext Context(HttpMessage message) => new([_scope], message.Request.ClientRequestId, tenantId: _tenant);
}
