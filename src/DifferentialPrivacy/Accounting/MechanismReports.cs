namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>Totals over several reports.</summary>
internal static class MechanismReports
{
    public static PrivacyCost Total(IReadOnlyCollection<MechanismReport> reports) =>
        reports.Aggregate(PrivacyCost.Zero, (sum, report) => sum + report.Cost);

    /// <summary>Two valid bounds, of which the smaller is taken: the zCDP conversion, and plain addition where all parts are pure.</summary>
    public static double EpsilonAt(IReadOnlyCollection<MechanismReport> reports, Delta delta)
    {
        double converted = Total(reports).EpsilonAt(delta);
        if (reports.Any(report => report.Epsilon is null))
        {
            return converted;
        }

        Rational sum = reports.Aggregate(Rational.Zero, (total, report) => total + report.Epsilon!.Value.Value);
        return Math.Min(converted, sum.Sign == 0 ? 0 : Math.BitIncrement(sum.ToDouble()));
    }
}
