namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>The terms of attributions in plain words.</summary>
internal static class AttributionExplanation
{
    internal static string Describe(AttributionTerms terms)
    {
        string values = terms.Values.Count == 0 ? "" : $", and with them {string.Join(", ", terms.Values)}";
        return $"which {terms.Campaign} the rows of {terms.ConvertedAt.Dataset} are credited to{values}, by exposures of the same person at most {terms.LongestWindowSeconds} seconds before;"
            + $" a person counts with at most {terms.ConversionsPerPerson} conversions, and each considers at most {terms.TouchpointsPerConversion} exposures";
    }
}
