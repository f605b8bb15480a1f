namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms of reach and frequency consistent.</summary>
internal static class ReachTermsRules
{
    private const int HighestFrequency = 50;

    internal static void Check(Agreement agreement, ReachTerms terms, Action<bool, string> require)
    {
        require(terms.Audience.Count <= 1, "audience is one table or none");
        PublicColumn.Check(agreement, "keys", terms.Keys, [terms.Exposures], require);
        PublicColumn.Check(agreement, "filters", terms.Filters, terms.Datasets, require);
        require(terms.MaximumFrequency is >= 2 and <= HighestFrequency, "maximumFrequency is 2 to 50");
        require(terms.GroupsPerPerson is >= 1 and <= 1000, "groupsPerPerson is 1 to 1000");
    }
}
