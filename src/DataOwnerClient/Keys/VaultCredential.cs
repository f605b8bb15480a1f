using System.CommandLine;
using Azure.Core;
using Azure.Identity;

namespace EnclaveCleanRoom.DataOwnerClient.Keys;

/// <summary>
/// Who an owner is towards its own key vault and store: a managed identity where an identity endpoint is named, otherwise whatever the
/// usual chain of credentials finds: environment (service principal), workload identity, managed identity, Azure CLI, …
/// </summary>
internal static class VaultCredential
{
    private const string EndpointVariable = "IDENTITY_ENDPOINT";

    /// <summary>Which user-assigned identity is meant, where a machine has several; the identity library's own name for it.</summary>
    private const string ClientVariable = "AZURE_CLIENT_ID";

    /// <summary>The option by which a command line names an identity endpoint; the header's secret stays in <c>IDENTITY_HEADER</c>.</summary>
    internal static Option<string?> CreateOption() => new("--identity-endpoint")
    {
        Description = "use a managed identity from this endpoint, with the secret in the variable IDENTITY_HEADER; by default the usual Azure credentials (AZURE_CLIENT_ID names a user-assigned one)",
    };

    internal static TokenCredential Create(string? identityEndpoint)
    {
        if (identityEndpoint is not null)
        {
            // The identity library takes the endpoint from the environment and from nowhere else.
            Environment.SetEnvironmentVariable(EndpointVariable, identityEndpoint);
        }

        string? client = Environment.GetEnvironmentVariable(ClientVariable);
        return Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 }
            ? new ManagedIdentityCredential(string.IsNullOrEmpty(client) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client))
            : new DefaultAzureCredential(AllTenants());
    }

    // A vault in another tenant than the caller's says so, and the caller may be known there too.
    private static DefaultAzureCredentialOptions AllTenants()
    {
        DefaultAzureCredentialOptions options = new();
        options.AdditionallyAllowedTenants.Add("*");
        return options;
    }
}
