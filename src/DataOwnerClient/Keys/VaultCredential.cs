using System.CommandLine;
using Azure.Core;
using Azure.Identity;

namespace EnclaveCleanRoom.DataOwnerClient.Keys;

/// <summary>
/// Who an owner is towards its own key vault: a managed identity where an identity endpoint is named, otherwise whatever the
/// usual chain of credentials finds (environment, workload identity, Azure CLI, …).
/// </summary>
internal static class VaultCredential
{
    private const string EndpointVariable = "IDENTITY_ENDPOINT";

    /// <summary>The option by which a command line names an identity endpoint; the header's secret stays in <c>IDENTITY_HEADER</c>.</summary>
    internal static Option<string?> CreateOption() => new("--identity-endpoint")
    {
        Description = "use a managed identity from this endpoint, with the secret in the variable IDENTITY_HEADER; by default the usual Azure credentials",
    };

    internal static TokenCredential Create(string? identityEndpoint)
    {
        if (identityEndpoint is not null)
        {
            // The identity library takes the endpoint from the environment and from nowhere else.
            Environment.SetEnvironmentVariable(EndpointVariable, identityEndpoint);
        }

        return Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 }
            ? new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned)
            : new DefaultAzureCredential();
    }
}
