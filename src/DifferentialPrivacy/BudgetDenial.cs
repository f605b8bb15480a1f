using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>A refused spend, with everything that stood against it. It depends on the ledger and the plan, never on data.</summary>
public sealed record BudgetDenial
{
    internal BudgetDenial(BudgetDenialReason reason, ReservationState? known, ImmutableArray<BudgetShortfall> shortfalls) =>
        (Reason, KnownState, Shortfalls) = (reason, known, shortfalls);

    /// <summary>Why.</summary>
    public BudgetDenialReason Reason { get; }

    /// <summary>For <see cref="BudgetDenialReason.IdUsed"/>, what became of the earlier use; otherwise <see langword="null"/>.</summary>
    public ReservationState? KnownState { get; }

    /// <summary>For <see cref="BudgetDenialReason.Exhausted"/>, every account that cannot pay; otherwise empty.</summary>
    public ImmutableArray<BudgetShortfall> Shortfalls { get; }
}
