using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>All mechanisms that one job will run, fixed before data is opened. The spend is the sum of their costs.</summary>
public sealed class PrivacyPlan
{
    /// <summary>A plan of <paramref name="mechanisms"/>; the same value twice means two releases.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="OverflowException">The sum of the costs does not fit into the integers.</exception>
    public PrivacyPlan(params ReadOnlySpan<Mechanism> mechanisms)
    {
        if (mechanisms.IsEmpty)
        {
            throw new ArgumentException("A plan has at least one mechanism.", nameof(mechanisms));
        }

        Mechanisms = [.. mechanisms];
        Cost = Mechanisms.Aggregate(PrivacyCost.Zero, (sum, mechanism) => sum + mechanism.Cost);
    }

    /// <summary>The mechanisms, in the order given.</summary>
    public ImmutableArray<Mechanism> Mechanisms { get; }

    /// <summary>The sum of the costs.</summary>
    public PrivacyCost Cost { get; }

    /// <summary>From the number of people by which inputs differ to what all releases together tell.</summary>
    public PrivacyMap Map => new(Mechanisms.SelectMany(mechanism => mechanism.Reports));

    /// <summary>The ε for which the whole plan is (ε, <paramref name="delta"/>)-differential privacy, rounded up, for display.</summary>
    /// <returns>As <see cref="MechanismReport.EstimateAt"/>.</returns>
    public double EpsilonAt(Delta delta) => MechanismReport.EstimateAt([.. Mechanisms.SelectMany(mechanism => mechanism.Reports)], delta).Epsilon;
}
