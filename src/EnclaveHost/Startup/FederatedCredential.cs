using System.Collections.Concurrent;
using Azure.Core;

namespace EnclaveCleanRoom.EnclaveHost.Startup;

/// <summary>The own identity where no tenant is named, and one credential for each other tenant that a vault names.</summary>
/// <param name="own">The identity in its own tenant.</param>
/// <param name="elsewhere">Makes the credential for another tenant.</param>
internal sealed class FederatedCredential(TokenCredential own, Func<string, TokenCredential> elsewhere) : TokenCredential
{
    private readonly ConcurrentDictionary<string, TokenCredential> _tenants = new(StringComparer.OrdinalIgnoreCase);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        For(requestContext).GetToken(requestContext, cancellationToken);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        For(requestContext).GetTokenAsync(requestContext, cancellationToken);

    private TokenCredential For(TokenRequestContext context) => context.TenantId is { } tenant ? _tenants.GetOrAdd(tenant, elsewhere) : own;
}
