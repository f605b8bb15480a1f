using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>A measured policy that may run, and until when.</summary>
public sealed record AmendedMeasurement
{
    /// <summary>SHA-256 of the policy: a report's host data.</summary>
    public required Digest256 HostData { get; init; }

    /// <summary>From this moment on nothing that measures so is believed; at most the agreement's end.</summary>
    public required DateTimeOffset Until { get; init; }
}
