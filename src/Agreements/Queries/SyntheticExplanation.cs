namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Puts terms of synthetic rows into a sentence.</summary>
internal static class SyntheticExplanation
{
    internal static string Describe(SyntheticTerms terms) =>
        $"rows that look like those of {string.Join(" joined to ", terms.Datasets)} and are of nobody, up to {terms.MaximumRows} of them, with columns {string.Join(", ", terms.Columns.Select(column => column.Column))}; " +
        $"learned from at most {terms.RowsPerPerson} rows of a person; {Gate(terms)}";

    private static string Gate(SyntheticTerms terms) => terms.MaximumAdvantagePermille == 1000
        ? "they are NOT held back however many true rows stand among them"
        : $"they are held back where true rows stand among them more often than rows of nobody by {terms.MaximumAdvantagePermille / 10.0} %";
}
