using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Puts the terms of one kind of question into a sentence.</summary>
internal static class QueryExplanation
{
    internal static string Of(ReachTerms terms) =>
        $"how many people the rows of {terms.Exposures} reached, and how often up to {terms.MaximumFrequency} times"
        + (terms.Audience.Count > 0 ? $", and how many of them are people of {terms.Audience[0]}" : "")
        + (terms.Keys.Count > 0 ? $"; also by {string.Join(" or ", terms.Keys)}, where a person counts in at most {terms.GroupsPerPerson} groups" : "")
        + (terms.Filters.Count > 0 ? $"; only rows and people with public values of {string.Join(", ", terms.Filters)} may be chosen" : "");
}
