namespace EnclaveCleanRoom.Agreements;

/// <summary>Where a dataset's key-encryption key lies from an amendment on.</summary>
/// <remarks>A release policy that cannot be changed names the workloads of its time: another workload needs another key.</remarks>
public sealed record AmendedKey
{
    /// <summary>The dataset.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>The key's address without a version, <c>https://VAULT/keys/NAME</c>, as in the agreement.</summary>
    public required Uri KeyEncryptionKey { get; init; }
}
