using Azure.Core;
using Azure.Identity;

namespace EnclaveCleanRoom.EnclaveHost.Startup;

/// <summary>
/// The room's credential. An owner's vault is in the owner's tenant, which knows no managed identity of the operator's: there the identity
/// vouches for a multi-tenant application that the owner has admitted, and the application's token of the owner's tenant is used.
/// </summary>
/// <remarks>Source: Microsoft Entra, "Configure an application to trust a managed identity".</remarks>
internal static class HostCredential
{
    private const string ExchangeScope = "api://AzureADTokenExchange/.default";

    internal static TokenCredential Create(HostSettings settings)
    {
        TokenCredential own = settings.Credential switch
        {
            CredentialKind.Workload => new WorkloadIdentityCredential(AllTenants(new WorkloadIdentityCredentialOptions())),
            CredentialKind.Environment => new EnvironmentCredential(),
            _ => new ManagedIdentityCredential(settings.ManagedIdentityClientId.Length == 0
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(settings.ManagedIdentityClientId)),
        };
        return settings.ApplicationClientId.Length == 0 ? own : new FederatedCredential(own, tenant => Exchange(own, settings.ApplicationClientId, tenant));
    }

    private static ClientAssertionCredential Exchange(TokenCredential own, string application, string tenant) => new(
        tenant,
        application,
        async cancellationToken => (await own.GetTokenAsync(new TokenRequestContext([ExchangeScope]), cancellationToken)).Token);

    private static WorkloadIdentityCredentialOptions AllTenants(WorkloadIdentityCredentialOptions options)
    {
        options.AdditionallyAllowedTenants.Add("*");
        return options;
    }
}
