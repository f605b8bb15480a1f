namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes the terms of matched markets consistent with the agreement.</summary>
internal static class MarketsTermsRules
{
    private const int MostValues = 4;

    /// <summary>Squares of what one person can move, in hundredths, must fit into 64 bits.</summary>
    private const long MostValueOfPerson = 5_000_000;

    internal static void Check(Agreement agreement, MarketsTerms terms, Action<bool, string> require)
    {
        require(
            agreement.FindColumn(terms.Market) is { Role: ColumnRole.Categorical, Domain: VocabularyDomain { Values.Count: >= 4 and <= 100 } },
            $"market {terms.Market} is a categorical column with a public vocabulary of 4 to 100 values");
        require(ColumnRules.IsMoment(agreement.FindColumn(terms.OccurredAt)), $"{terms.OccurredAt} is a timestamp column of type timestamp or date");
        require(terms.Values.Count <= MostValues && AgreementRules.AreDistinct(terms.Values), $"there are at most {MostValues} different values");
        foreach (ColumnReference value in terms.Values)
        {
            RangeDomain? range = agreement.FindColumn(value) is { Role: ColumnRole.Numeric, Domain: RangeDomain known } ? known : null;
            require(value.Dataset == terms.OccurredAt.Dataset && range is not null, $"value {value} is a numeric column of the outcomes with a public range");
            require(
                range is null || ColumnRules.LargestMagnitude(range) * Math.Max(terms.PeriodsPerPerson, 1) * Math.Max(terms.RowsPerPersonAndPeriod, 1) <= MostValueOfPerson,
                $"value {value}: periodsPerPerson times rowsPerPersonAndPeriod times the largest value is at most {MostValueOfPerson}");
        }

        require(terms.MaximumPeriods is >= 3 and <= 150, "maximumPeriods is 3 to 150");
        require(terms.PeriodsPerPerson is >= 1 and <= 150, "periodsPerPerson is 1 to 150");
        require(terms.RowsPerPersonAndPeriod is >= 1 and <= 1000, "rowsPerPersonAndPeriod is 1 to 1000");
    }
}
