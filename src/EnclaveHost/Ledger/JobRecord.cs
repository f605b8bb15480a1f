using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Jobs;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>A job as the ledger remembers it.</summary>
internal sealed record JobRecord
{
    /// <summary>The job.</summary>
    internal required JobId Id { get; init; }

    /// <summary>SHA-256 of its signed payload.</summary>
    internal required Digest256 Digest { get; init; }

    /// <summary>Who asked.</summary>
    internal required PartyId Requester { get; init; }

    /// <summary>The terms it names, unchecked.</summary>
    internal required string Terms { get; init; }

    /// <summary>Where it is.</summary>
    internal required JobState State { get; init; }

    /// <summary>The earlier job whose result answers it; <see langword="null"/> when its own does.</summary>
    internal required JobId? AnsweredBy { get; init; }

    /// <summary>Why it was denied; empty otherwise.</summary>
    internal required IReadOnlyList<DenialReason> Denial { get; init; }
}
