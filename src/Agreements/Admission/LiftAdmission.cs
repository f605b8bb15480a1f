using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a lift is within its terms.</summary>
internal static class LiftAdmission
{
    /// <summary>A value's share of ρ pays for sums and squares, and squares have the smaller part of it.</summary>
    private const long LeastOfValue = 8 * QueryAdmission.MinimumNanoRho;

    internal static void Check(LiftTerms terms, LiftQuery query, Findings findings)
    {
        (long shortest, long longest) = terms.Outcome is WithinOutcome within ? (1, within.LongestWindowSeconds) : (0, 0);
        findings.Within("windowSeconds", query.WindowSeconds, shortest, longest);
        findings.DistinctAndAmong("values", query.Values, [.. terms.Values.Select(value => value.Column)]);
        if (query.Values.Count > 0)
        {
            findings.Within("nanoRho of each value", query.ValueNanoRho, LeastOfValue, terms.MaximumNanoRho);
        }
    }
}
