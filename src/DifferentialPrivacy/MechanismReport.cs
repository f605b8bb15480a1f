using EnclaveCleanRoom.DifferentialPrivacy.Accounting;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>What was done to a figure, in exact public numbers, so that a reader can check its cost and its accuracy.</summary>
public sealed record MechanismReport
{
    /// <summary>The name the plan gave to the figure.</summary>
    public required string Name { get; init; }

    /// <summary>What was done.</summary>
    public required MechanismKind Kind { get; init; }

    /// <summary>Which inputs are hard to tell apart.</summary>
    public required Adjacency Adjacency { get; init; }

    /// <summary>The declared sensitivity, in every norm.</summary>
    public required Sensitivity Sensitivity { get; init; }

    /// <summary>The norm the scale was computed from: <c>L0</c>, <c>L1</c>, <c>L2</c> or <c>LInfinity</c>.</summary>
    public required string Norm { get; init; }

    /// <summary>The exact scale parameter; <see cref="Kind"/> says which.</summary>
    public required Rational Scale { get; init; }

    /// <summary>In what the release is bounded: by ε alone, by ρ, or by ρ but for an event of probability δ.</summary>
    public OutputMeasure Measure =>
        Epsilon is not null ? OutputMeasure.PureDifferentialPrivacy
        : Cost.AttoDelta == 0 ? OutputMeasure.ZeroConcentrated
        : OutputMeasure.ApproximateZeroConcentrated;

    /// <summary>The pure ε of the release, or <see langword="null"/> where it has none.</summary>
    public required Epsilon? Epsilon { get; init; }

    /// <summary>What it cost.</summary>
    public required PrivacyCost Cost { get; init; }

    /// <summary>The theorem and paper the cost rests on.</summary>
    public required string Source { get; init; }

    /// <summary>The smallest ε that is known for mechanisms fixed beforehand and run once each, rounded up, from their kinds, sensitivities and scales.</summary>
    /// <param name="reports">All mechanisms of a plan.</param>
    /// <param name="delta">The δ of the statement; what selections may fail by is part of it.</param>
    /// <returns>
    /// The least of three valid bounds: the zCDP conversion of the sum of costs; the sum of ε where all are pure; and what the accountants of
    /// <see cref="PrivacyComposition"/> show, for each way in which a person can change the figures as much as the norms allow, the worst of them. Where there are more than a few dozen ways,
    /// a mechanism counts there by its ρ or its ε; plans of more than 64 mechanisms, or with a ρ below 1e-9 or above 100, have the first two bounds alone.
    /// </returns>
    public static PrivacyEstimate EstimateAt(IReadOnlyCollection<MechanismReport> reports, Delta delta)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return MechanismReports.EstimateAt(reports, delta);
    }
}
