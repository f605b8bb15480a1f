using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>A dataset that a result was computed from, in the version that its owner vouched for.</summary>
public sealed record ResultDataset
{
    /// <summary>The dataset.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the manifest's payload.</summary>
    public required Digest256 Manifest { get; init; }

    /// <summary>From the manifest: withdrawals of consent known until this moment are honoured in the result.</summary>
    public required DateTimeOffset ConsentCutOff { get; init; }
}
