using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>What an owner is about to grant.</summary>
internal sealed record GrantOffer
{
    /// <summary>The versions that may be opened.</summary>
    internal required IReadOnlyList<SealedDataset> Datasets { get; init; }

    /// <summary>How much each requester may spend.</summary>
    internal required IReadOnlyList<GrantedBudget> Budgets { get; init; }

    /// <summary>How long it is good for.</summary>
    internal required TimeSpan Lifetime { get; init; }

    /// <summary>Whether a ledger is accepted that does not hold what the owner saw, because all parties started a new one.</summary>
    internal required bool StartsNewLedger { get; init; }
}
