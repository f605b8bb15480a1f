namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Puts terms of synthetic rows into a sentence.</summary>
internal static class SyntheticExplanation
{
    internal static string Describe(SyntheticTerms terms) =>
        $"rows that look like those of {string.Join(" joined to ", terms.Datasets)} and are of nobody, up to {terms.MaximumRows} of them, with columns {string.Join(", ", terms.Columns.Select(Describe))}; " +
        $"learned from at most {terms.RowsPerPerson} rows of a person, and not from a tenth of the people; {Nearness(terms)}; {SinglingOut(terms)}";

    private static string Describe(SyntheticColumn column) => column.Chosen == 0 ? $"{column.Column}" : $"{column.Column} (its values chosen privately)";

    private static string Nearness(SyntheticTerms terms) => terms.MaximumAdvantagePermille == 1000
        ? "they are NOT held back however near they come to people they were learned from"
        : $"they are held back where they come nearer to people they were learned from than to those they were not, by {terms.MaximumAdvantagePermille / 10.0} %";

    private static string SinglingOut(SyntheticTerms terms) => terms.MaximumSinglingOutPermille == 1000
        ? "they are NOT held back however often they single somebody out"
        : $"they are held back where their rare combinations fit exactly one person more often than those of people they were not learned from, by {terms.MaximumSinglingOutPermille / 10.0} %";
}
