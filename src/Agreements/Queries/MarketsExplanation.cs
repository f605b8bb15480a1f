namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>The terms of matched markets in plain words.</summary>
internal static class MarketsExplanation
{
    internal static string Describe(MarketsTerms terms)
    {
        string values = terms.Values.Count == 0 ? "" : $", or sums of {string.Join(", ", terms.Values)},";
        return $"rows of {terms.OccurredAt.Dataset}{values} by {terms.Market} and period, and what changed in treated markets against others; a person counts in at most"
            + $" {terms.PeriodsPerPerson} periods with at most {terms.RowsPerPersonAndPeriod} rows each";
    }
}
