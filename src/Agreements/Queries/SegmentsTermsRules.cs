namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms of segments consistent with the agreement they stand in.</summary>
internal static class SegmentsTermsRules
{
    private const int MostMeasuresOfAKind = 8;
    private const int MostUnitsPerOne = 1_000_000;

    internal static void Check(Agreement agreement, SegmentsTerms terms, Action<bool, string> require)
    {
        require(terms.Partners.Count <= 3, "there are at most 3 partners");
        CheckColumns(agreement, terms, require);
        require(terms.Amounts.Count <= MostMeasuresOfAKind && AgreementRules.AreDistinct(terms.Amounts.Select(amount => amount.Column)), "there are at most 8 amounts, of different columns");
        foreach (AmountTerms amount in terms.Amounts)
        {
            CheckAmount(agreement, terms, amount, require);
        }

        require(terms.MaximumGroups is >= 1 and <= 100_000, "maximumGroups is 1 to 100000");
        require(terms.GroupsPerPerson is >= 1 and <= 1000, "groupsPerPerson is 1 to 1000");
        require(terms.RowsPerPersonAndGroup is >= 1 and <= 10_000, "rowsPerPersonAndGroup is 1 to 10000");
        require(terms.MinimumPeople >= 1, "minimumPeople is at least 1");
    }

    private static void CheckColumns(Agreement agreement, SegmentsTerms terms, Action<bool, string> require)
    {
        require(terms.Keys.Count is >= 1 and <= 1000 && AgreementRules.AreDistinct(terms.Keys), "there are 1 to 1000 different keys");
        foreach (ColumnReference key in terms.Keys)
        {
            require(
                terms.Datasets.Contains(key.Dataset)
                    && agreement.FindColumn(key) is { Role: ColumnRole.Categorical, Domain: VocabularyDomain or DiscoveredDomain },
                $"key {key} is a categorical column of its tables with a public or a discovered vocabulary");
        }

        require(terms.Filters.Count <= 1000 && AgreementRules.AreDistinct(terms.Filters), "there are at most 1000 different filters");
        foreach (ColumnReference filter in terms.Filters)
        {
            bool isCategory = terms.Datasets.Contains(filter.Dataset)
                && agreement.FindColumn(filter) is { Role: ColumnRole.Categorical, Domain: VocabularyDomain };
            bool isNumber = filter.Dataset == terms.Rows && agreement.FindColumn(filter) is { Role: ColumnRole.Numeric, Domain: RangeDomain };
            require(isCategory || isNumber, $"filter {filter} is a column with a public vocabulary, or one of {terms.Rows} with public bounds");
        }

        require(terms.Outcomes.Count <= MostMeasuresOfAKind && AgreementRules.AreDistinct(terms.Outcomes), "there are at most 8 different outcomes");
        foreach (ColumnReference outcome in terms.Outcomes)
        {
            require(
                outcome.Dataset == terms.Rows && agreement.FindColumn(outcome) is { Role: ColumnRole.Label, Domain: LabelDomain },
                $"outcome {outcome} is a label column of {terms.Rows} with a stated positive value");
        }
    }

    private static void CheckAmount(Agreement agreement, SegmentsTerms terms, AmountTerms amount, Action<bool, string> require)
    {
        require(
            amount.Column.Dataset == terms.Rows && agreement.FindColumn(amount.Column) is { Role: ColumnRole.Numeric },
            $"amount {amount.Column} is a numeric column of {terms.Rows}");
        require(amount.UnitsPerOne is >= 1 and <= MostUnitsPerOne, $"amount {amount.Column}: unitsPerOne is 1 to 1000000");
        bool isRange = amount.Lowest is <= 0 and >= -AmountTerms.LargestBound && amount.Highest is >= 0 and <= AmountTerms.LargestBound && amount.Lowest < amount.Highest;
        require(isRange, $"amount {amount.Column}: lowest is -1000000000 to 0, highest 0 to 1000000000, and they differ");

        // The squared sensitivity is kept in 64 bits.
        Int128 largest = isRange ? Math.Max(-amount.Lowest, amount.Highest) : 0;
        require(largest * largest * terms.GroupsPerPerson < 1L << 62, $"amount {amount.Column}: its bounds are too wide for {terms.GroupsPerPerson} groups a person");
    }
}
