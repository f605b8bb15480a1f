using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>One spend as it stands in the store.</summary>
/// <param name="Id">Used once, ever.</param>
/// <param name="Accounts">All accounts charged, each with the whole <paramref name="Cost"/>.</param>
/// <param name="Cost">What was charged.</param>
/// <param name="Mechanisms">The plan, in exact numbers.</param>
/// <param name="State">Where it is in its life.</param>
public sealed record Reservation(
    ReservationId Id,
    ImmutableArray<BudgetAccountId> Accounts,
    PrivacyCost Cost,
    ImmutableArray<MechanismReport> Mechanisms,
    ReservationState State);
