namespace EnclaveCleanRoom.EnclaveHost.Startup;

/// <summary>How the room is known to vaults and stores. It opens nothing by itself: a key is released on evidence.</summary>
internal enum CredentialKind
{
    /// <summary>A managed identity, system- or user-assigned.</summary>
    Managed,

    /// <summary>A workload identity, as Kubernetes projects it into a pod (<c>AZURE_FEDERATED_TOKEN_FILE</c>).</summary>
    Workload,

    /// <summary>A service principal out of the environment (<c>AZURE_TENANT_ID</c>, <c>AZURE_CLIENT_ID</c>, and a secret or certificate).</summary>
    Environment,
}
