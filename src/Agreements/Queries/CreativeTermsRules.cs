namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms of creative and frequency effectiveness consistent.</summary>
internal static class CreativeTermsRules
{
    private const int HighestFrequency = 50;

    internal static void Check(Agreement agreement, CreativeTerms terms, Action<bool, string> require)
    {
        require(agreement.FindColumn(terms.Response) is { Role: ColumnRole.Label, Domain: LabelDomain }, $"{terms.Response} is a label column with a stated positive value");
        require(
            terms.ShownAt.Dataset == terms.Response.Dataset && ColumnRules.IsMoment(agreement.FindColumn(terms.ShownAt)),
            $"{terms.ShownAt} is a timestamp column of the response's table, of type timestamp or date");
        require(terms.Audience.Count <= 1, "audience is one table or none");
        PublicColumn.Check(agreement, "keys", terms.Keys, [terms.Response.Dataset], require);
        PublicColumn.Check(agreement, "filters", terms.Filters, terms.Datasets, require);
        require(terms.MaximumFrequency is >= 2 and <= HighestFrequency, "maximumFrequency is 2 to 50");
        require(terms.CreativesPerPerson is >= 1 and <= 1000, "creativesPerPerson is 1 to 1000");
    }
}
