using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>What a result says about itself beside the released answer.</summary>
public sealed record ResultContext
{
    /// <summary>The agreement.</summary>
    public required SignedAgreement Agreement { get; init; }

    /// <summary>The job that is answered.</summary>
    public required SignedDocument<Job> Job { get; init; }

    /// <summary>To whom the result is encrypted.</summary>
    public required IReadOnlyList<PartyId> Recipients { get; init; }

    /// <summary>What it was computed from.</summary>
    public required IReadOnlyList<ResultDataset> Datasets { get; init; }

    /// <summary>SHA-256 of the payload of each grant it was spent under.</summary>
    public required IReadOnlyList<Digest256> Grants { get; init; }

    /// <summary>The room's time.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>What is left of each budget.</summary>
    public required IReadOnlyList<BudgetLeft> BudgetsLeft { get; init; }

    /// <summary>The instance's evidence document, exact bytes.</summary>
    public required ReadOnlyMemory<byte> Evidence { get; init; }
}
