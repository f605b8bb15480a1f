using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question for synthetic rows is within its terms.</summary>
internal static class SyntheticAdmission
{
    /// <summary>The least ρ, in units of 10⁻⁹, for each column: below it rows are noise.</summary>
    internal const long LeastNanoRhoPerColumn = 10_000;

    /// <summary>The most cells of an answer: two bytes each, as text, they keep it below what a result may measure.</summary>
    internal const long MostCells = 20_000_000;

    internal static void Check(SyntheticTerms terms, SyntheticQuery query, Findings findings)
    {
        findings.Within("rows", query.Rows, 1, terms.MaximumRows);
        findings.Within("columns", query.Columns.Count, 1, terms.Columns.Count);
        findings.Within("rows times columns", (long)Math.Clamp(query.Rows, 0, terms.MaximumRows) * query.Columns.Count, 0, MostCells);
        string allowed = string.Join(", ", terms.Columns.Select(column => column.Column));
        foreach (ColumnReference column in query.Columns.Where(column => terms.Columns.All(known => known.Column != column)))
        {
            findings.Outside("columns", $"{column}", $"one of {allowed}");
        }

        if (!AgreementRules.AreDistinct(query.Columns))
        {
            findings.Outside("columns", string.Join(", ", query.Columns), "each column once");
        }

        if (!Enum.IsDefined(query.Dependences))
        {
            findings.Outside("dependences", $"{query.Dependences}", "tree or adaptive");
        }

        if (query.NanoRho < LeastNanoRhoPerColumn * query.Columns.Count)
        {
            findings.Outside("nanoRho", $"{query.NanoRho}", $"at least {LeastNanoRhoPerColumn} for each column");
        }
    }
}
