using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>Totals over several reports.</summary>
internal static class MechanismReports
{
    // What is composed as events; beyond it, sums say all that anybody needs to know, and accountants would only take long.
    private const int MostReports = 64;
    private const int MostWays = 24;
    private const long LargestEntries = 1_000_000;
    private const long LargestAttoDelta = 1_000_000_000_000_000_000;

    // Of one mechanism; of all of them it is a fifteenth at most.
    private const double LargestShareOfDelta = 1e-3;
    private static readonly Rational s_smallestRho = Rational.Parse("1e-9");
    private static readonly Rational s_largestRho = 100;

    public static PrivacyCost Total(IReadOnlyCollection<MechanismReport> reports) =>
        reports.Aggregate(PrivacyCost.Zero, (sum, report) => sum + report.Cost);

    /// <summary>Three valid bounds, of which the smallest is taken: the zCDP conversion, plain addition where all parts are pure, and the accountants' own.</summary>
    public static PrivacyEstimate EstimateAt(IReadOnlyCollection<MechanismReport> reports, Delta delta)
    {
        PrivacyEstimate best = new(Confined(reports).EpsilonAt(delta), Accountant.ZeroConcentrated);
        if (reports.All(report => report.Epsilon is not null))
        {
            Rational sum = Rational.Sum([.. reports.Select(report => report.Epsilon!.Value.Value)]);
            best = Smaller(best, new PrivacyEstimate(sum.Sign == 0 ? 0 : Math.BitIncrement(sum.ToDouble()), Accountant.Exact));
        }

        return delta.Atto > 0 && IsComposed(reports) ? Smaller(best, Composed(reports, delta.Value, best.Epsilon)) : best;
    }

    // Reports read from a document may add up to anything.
    private static PrivacyCost Confined(IReadOnlyCollection<MechanismReport> reports)
    {
        (Int128 nanoRho, Int128 attoDelta) = (0, 0);
        foreach (MechanismReport report in reports)
        {
            (nanoRho, attoDelta) = (nanoRho + report.Cost.NanoRho, attoDelta + report.Cost.AttoDelta);
        }

        return new PrivacyCost((long)Int128.Min(nanoRho, long.MaxValue), (long)Int128.Min(attoDelta, long.MaxValue));
    }

    private static bool IsComposed(IReadOnlyCollection<MechanismReport> reports) =>
        reports.Count is > 0 and <= MostReports
        && reports.All(report => report.Scale.Sign > 0 && report.Sensitivity.L0 is >= 1 and <= LargestEntries && report.Cost.AttoDelta <= LargestAttoDelta)
        && reports.SelectMany(report => ReportedEvents.Whole(report)).All(part => part.Count * part.Event.Rho >= s_smallestRho && part.Count * part.Event.Rho <= s_largestRho);

    // Where there are several mechanisms, in what way a person changes one may depend on what those before it told, so that no fixed way of each covers all: one that can be changed in several
    // ways counts by its ρ then. What counting noise as continuous adds to δ grows with ε: it is taken off for the ε that is known already, which the answer only replaces where it is smaller.
    private static PrivacyEstimate Composed(IReadOnlyCollection<MechanismReport> reports, Rational delta, double knownEpsilon)
    {
        double allOfDelta = delta.ToDouble() / (1 + Math.Exp(knownEpsilon)) * (1 - 1e-12);
        double mostVariation = allOfDelta * LargestShareOfDelta;
        double variation = 0;
        int mostWays = reports.Count == 1 ? MostWays : 1;
        List<ImmutableArray<CountedEvent>> ways = [[]];
        foreach (MechanismReport report in reports)
        {
            variation += WideGaussian.VariationUp(report) is double added && added <= mostVariation ? added : 0;
            IReadOnlyList<ImmutableArray<CountedEvent>> own = ReportedEvents.Of(report, mostVariation);
            own = own.Count <= mostWays ? own : [ReportedEvents.Whole(report)];
            ways = [.. ways.SelectMany(before => own, (before, way) => before.AddRange(way))];
        }

        Rational left = variation == 0 ? delta : delta * (1 - Rational.FromDouble(Rounding.Up(variation / allOfDelta)));
        return ways.Select(events => new PrivacyComposition(events.AsSpan()).EpsilonAt(left)).MaxBy(estimate => estimate.Epsilon);
    }

    private static PrivacyEstimate Smaller(PrivacyEstimate left, PrivacyEstimate right) => right.Epsilon < left.Epsilon ? right : left;
}
