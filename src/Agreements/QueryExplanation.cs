using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Puts the terms of one kind of question into a sentence.</summary>
internal static class QueryExplanation
{
    internal static string Of(OverlapTerms terms) =>
        (terms.Others.Count == 0
            ? $"how many people {terms.Left} and {terms.Right} hold, and how many both"
            : $"how many people {string.Join(", ", terms.Datasets)} hold, and how many are in exactly each set of them")
        + (terms.Keys.Count > 0 ? $"; also split by {string.Join(" or ", terms.Keys)}, each person counted once" : "");

    internal static string Of(CreativeTerms terms) =>
        $"how people respond ({terms.Response}) by how often they have seen an advertisement of {terms.Response.Dataset}, up to {terms.MaximumFrequency} times"
        + (terms.Audience.Count > 0 ? $", among people of {terms.Audience[0]}" : "")
        + (terms.Keys.Count > 0 ? $"; also by {string.Join(" or ", terms.Keys)}, where a person counts for at most {terms.CreativesPerPerson} creatives" : "")
        + (terms.Filters.Count > 0 ? $"; only rows and people with public values of {string.Join(", ", terms.Filters)} may be chosen" : "");

    internal static string Of(ProfileTerms terms) =>
        $"how a segment differs from {(terms.Base == ProfileBase.Everybody ? $"all people of {terms.People}" : $"the people that {terms.People} and {terms.Partner} share")} in {string.Join(", ", terms.Columns.Select(column => column.Column))},"
        + " each person once for each of them; the segment is chosen by "
        + string.Join(" or ", [.. terms.Segments.Select(column => column.ToString()), .. terms.Base == ProfileBase.Everybody ? (string[])[$"being in {terms.Partner}"] : []]);

    internal static string Of(ReachTerms terms) =>
        $"how many people the rows of {terms.Exposures} reached, and how often up to {terms.MaximumFrequency} times"
        + (terms.Audience.Count > 0 ? $", and how many of them are people of {terms.Audience[0]}" : "")
        + (terms.Keys.Count > 0 ? $"; also by {string.Join(" or ", terms.Keys)}, where a person counts in at most {terms.GroupsPerPerson} groups" : "")
        + (terms.Filters.Count > 0 ? $"; only rows and people with public values of {string.Join(", ", terms.Filters)} may be chosen" : "");
}
