using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>The one version of a dataset that a grant opens.</summary>
public sealed record GrantedDataset
{
    /// <summary>The dataset.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the manifest's payload.</summary>
    public required Digest256 Manifest { get; init; }
}
