namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>What a mechanism costs towards several people at once; <see cref="PrivacyMap"/> says why.</summary>
internal static class GroupPrivacy
{
    private const long Certain = 1_000_000_000_000_000_000;

    // The exponential and the quotient are off by a few units in the last place, and the exponent's rounding counts as often as it is large.
    private const double Slack = 1e-11;

    public static PrivacyCost CostOf(MechanismReport report, int people) => new(
        checked(people * (long)people * report.Cost.NanoRho),
        AttoDelta(report, people));

    /// <summary>As for costs, but a δ of more than 1 is 1.</summary>
    public static PrivacyCost Add(PrivacyCost left, PrivacyCost right) => new(
        checked(left.NanoRho + right.NanoRho),
        Math.Min(Certain, checked(left.AttoDelta + right.AttoDelta)));

    private static long AttoDelta(MechanismReport report, int people)
    {
        if (people <= 1 || report.Cost.AttoDelta == 0)
        {
            return people == 0 ? 0 : Math.Min(Certain, report.Cost.AttoDelta);
        }

        double epsilon = report.Scale.ToDouble();
        double factor = NearZero.ExpMinusOne(people * epsilon) / NearZero.ExpMinusOne(epsilon) * (1 + Slack);
        double delta = Math.Ceiling(report.Cost.AttoDelta * factor);
        return delta < Certain ? (long)delta + 1 : Certain;
    }
}
