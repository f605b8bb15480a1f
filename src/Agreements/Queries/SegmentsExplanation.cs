using System.Globalization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Terms of segments in plain words.</summary>
internal static class SegmentsExplanation
{
    internal static string Describe(SegmentsTerms terms)
    {
        string[] figures =
        [
            "rows",
            "people",
            .. terms.Outcomes.Select(outcome => $"rows with {outcome}"),
            .. terms.Amounts.Select(amount => string.Create(
                CultureInfo.InvariantCulture,
                $"sums of {amount.Column} (of a person and group {(decimal)amount.Lowest / amount.UnitsPerOne} to {(decimal)amount.Highest / amount.UnitsPerOne})")),
        ];
        string filters = terms.Filters.Count == 0 ? "" : $", of rows chosen by {string.Join(", ", terms.Filters)}";
        string joined = terms.Partners.Count == 0 ? "" : $"for people who are in {string.Join(" and ", terms.Partners)} too, ";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(", ", figures)} of {terms.Rows}, and their ratios, {joined}by up to {SegmentsTerms.MostKeys} of {string.Join(", ", terms.Keys)}{filters};")
            + string.Create(
                CultureInfo.InvariantCulture,
                $" a person counts in at most {terms.GroupsPerPerson} groups with at most {terms.RowsPerPersonAndGroup} rows each;")
            + $" a group of fewer than {terms.MinimumPeople} people never appears unless its name is public, and its rows count with the rest";
    }
}
