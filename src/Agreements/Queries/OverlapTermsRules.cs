namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms of an overlap consistent.</summary>
internal static class OverlapTermsRules
{
    internal static void Check(Agreement agreement, OverlapTerms terms, Action<bool, string> require)
    {
        require(terms.Others.Count <= 2, "there are two to four tables");
        PublicColumn.Check(agreement, "keys", terms.Keys, terms.Datasets, require);
    }
}
