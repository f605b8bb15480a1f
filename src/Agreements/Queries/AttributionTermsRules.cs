namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes the terms of attributions consistent with the agreement.</summary>
internal static class AttributionTermsRules
{
    private const int MostCampaigns = 1000;
    private const int MostValues = 4;
    private const long LongestWindowSeconds = 366 * 86_400;

    /// <summary>Squares of what one person can move, in hundredths, must fit into 64 bits for every set of models.</summary>
    private const long MostValueOfPerson = 5_000_000;

    internal static void Check(Agreement agreement, AttributionTerms terms, Action<bool, string> require)
    {
        require(ColumnRules.IsMoment(agreement.FindColumn(terms.ConvertedAt)), $"{terms.ConvertedAt} is a timestamp column of type timestamp or date");
        require(ColumnRules.IsMoment(agreement.FindColumn(terms.ExposedAt)), $"{terms.ExposedAt} is a timestamp column of type timestamp or date");
        require(
            terms.Campaign.Dataset == terms.ExposedAt.Dataset
                && agreement.FindColumn(terms.Campaign) is { Role: ColumnRole.Categorical, Domain: VocabularyDomain { Values.Count: <= MostCampaigns } },
            $"campaign {terms.Campaign} is a categorical column of the exposures with a public vocabulary of at most {MostCampaigns} values");
        require(terms.Values.Count <= MostValues && AgreementRules.AreDistinct(terms.Values), $"there are at most {MostValues} different values");
        foreach (ColumnReference value in terms.Values)
        {
            RangeDomain? range = agreement.FindColumn(value) is { Role: ColumnRole.Numeric, Domain: RangeDomain known } ? known : null;
            require(
                value.Dataset == terms.ConvertedAt.Dataset && range is not null,
                $"value {value} is a numeric column of the conversions with a public range");
            require(
                range is null || ColumnRules.LargestMagnitude(range) * Math.Max(terms.ConversionsPerPerson, 1) <= MostValueOfPerson,
                $"value {value}: conversionsPerPerson times the largest value is at most {MostValueOfPerson}");
        }

        require(terms.Models.Count >= 1 && AgreementRules.AreDistinct(terms.Models), "there is at least one model, and each stands once");
        require(terms.MaximumModels is >= 1 and <= 5 && terms.MaximumModels <= terms.Models.Count, "maximumModels is 1 to 5 and no more than there are models");
        require(terms.LongestWindowSeconds is >= 1 and <= LongestWindowSeconds, $"longestWindowSeconds is 1 to {LongestWindowSeconds}");
        require(terms.ConversionsPerPerson is >= 1 and <= 1000, "conversionsPerPerson is 1 to 1000");
        require(terms.TouchpointsPerConversion is >= 2 and <= 100, "touchpointsPerConversion is 2 to 100");
    }
}
