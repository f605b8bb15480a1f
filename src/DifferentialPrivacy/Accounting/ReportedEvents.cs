using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>What a mechanism's report means to the accountants: one list of events for each way in which a person can change the figure the most.</summary>
internal static class ReportedEvents
{
    private const long LargestLaplaceChange = 4096;
    private const long LargestGaussianChange = 1024;

    /// <summary>The lists; whichever the person's rows amount to, the release tells no more than the worst of them.</summary>
    /// <param name="report">The mechanism.</param>
    /// <param name="mostVariation">Up to which η noise counts as continuous: see <see cref="WideGaussian"/>.</param>
    public static IReadOnlyList<ImmutableArray<CountedEvent>> Of(MechanismReport report, double mostVariation) => report.Kind switch
    {
        MechanismKind.DiscreteGaussian when WideGaussian.VariationUp(report) <= mostVariation => [[new(WideGaussian.EventOf(report))]],
        MechanismKind.DiscreteGaussian when report.Sensitivity.LInfinity <= LargestGaussianChange && WorstVectors.Of(report.Sensitivity) is { } vectors =>
            [.. vectors.Select(vector => Each(vector, change => new DiscreteGaussianEvent(report.Scale, change)))],
        MechanismKind.DiscreteLaplace when report.Sensitivity.LInfinity <= LargestLaplaceChange && WorstVectors.Of(report.Sensitivity) is { } vectors =>
            [.. vectors.Select(vector => Each(vector, change => new DiscreteLaplaceEvent(report.Scale, change)))],
        _ => [Whole(report)],
    };

    /// <summary>The event that the cost in the ledger stands for, whatever the vector.</summary>
    public static ImmutableArray<CountedEvent> Whole(MechanismReport report) => report.Kind switch
    {
        MechanismKind.DiscreteGaussian => [new(new ConcentratedEvent(report.Sensitivity.L2Squared / (2 * report.Scale)))],
        MechanismKind.DiscreteLaplace => [new(new ApproximateEvent(new Epsilon(report.Sensitivity.L1 / report.Scale)))],

        // Each of the person's groups is decided by itself, with its share of δ.
        MechanismKind.TruncatedGeometricSelection =>
            [new(new ApproximateEvent(new Epsilon(report.Scale), Delta.FromAtto(report.Cost.AttoDelta).Value / report.Sensitivity.L0), report.Sensitivity.L0)],
        MechanismKind.RandomisedResponse when report.Epsilon is { } epsilon => [new(new ApproximateEvent(epsilon))],
        _ => [new(new ConcentratedEvent(new Rational(report.Cost.NanoRho, 1_000_000_000)))],
    };

    private static ImmutableArray<CountedEvent> Each(ImmutableArray<(long Change, long Entries)> vector, Func<long, PrivacyEvent> ofChange) =>
        [.. vector.Select(part => new CountedEvent(ofChange(part.Change), part.Entries))];
}
