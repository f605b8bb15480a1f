namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>The terms of a private model in plain words.</summary>
internal static class PrivateModelExplanation
{
    internal static string Describe(PrivateModelTerms terms) =>
        $"a model ({string.Join(" or ", terms.Kinds.Select(kind => kind.ToString().ToLowerInvariant()))}) that predicts {terms.Label} from {terms.Features.Count} columns of {string.Join(" and ", terms.Features.Select(feature => feature.Dataset).Distinct())},"
        + $" trained with privacy and handed over, of which a person counts for at most {terms.RowsPerPerson} rows; and its quality on {terms.HeldOutPercent} % of the people"
        + (terms.Segments.Count > 0 ? $", also by {string.Join(" or ", terms.Segments)}" : "")
        + "; vocabularies and bounds that are not public are found privately, and charged, or categories are hashed"
        + $"; it is meant for: {terms.IntendedUse}"
        + (terms.Protects == ProtectedPeople.Partner
            ? $"\n    SEMI-SENSITIVE: only the people of {terms.Partner} are protected, and only towards {terms.Recipients[0]}, who knows the columns of {terms.Rows} already; protected are {Protected(terms)}, and who is in {terms.Partner}"
            : "");

    private static string Protected(PrivateModelTerms terms) => terms.Label.Dataset == terms.Rows ? $"the columns of {terms.Partner}"
        : terms.ReadsPartner ? $"{terms.Label} and the other columns of {terms.Partner}"
        : $"{terms.Label}";
}
