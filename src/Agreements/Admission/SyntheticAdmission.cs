using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question for synthetic rows is within its terms.</summary>
internal static class SyntheticAdmission
{
    /// <summary>The least ρ, in units of 10⁻⁹, for each column: below it rows are noise.</summary>
    internal const long LeastNanoRhoPerColumn = 10_000;

    /// <summary>The least ρ, in units of 10⁻⁹, of a private choice of values: below it nothing that few have shows.</summary>
    internal const long LeastNanoRhoOfChoice = 800_000;

    /// <summary>The most cells of an answer: two bytes each, as text, they keep it below what a result may measure.</summary>
    internal const long MostCells = 20_000_000;

    internal static void Check(Agreement agreement, SyntheticTerms terms, SyntheticQuery query, Findings findings)
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

        CheckChoices(agreement, terms, query, findings);
        SyntheticUtilityAdmission.Check(agreement, terms, query, findings);
    }

    private static void CheckChoices(Agreement agreement, SyntheticTerms terms, SyntheticQuery query, Findings findings)
    {
        IReadOnlyList<SyntheticColumn> chosen = query.ChosenOf(terms);
        SyntheticColumn[] discovered = [.. chosen.Where(column => column.Bins == 0)];
        bool IsMultiValued(SyntheticColumn column) => agreement.FindColumn(column.Column)?.Role == ColumnRole.MultiValued;

        // Each item is a column of the model, and so is the number of those that were not chosen.
        int modelled = query.Columns.Count + chosen.Where(IsMultiValued).Sum(column => column.Chosen);
        findings.Within("columns, and items of multi-valued ones", modelled, 0, SyntheticTerms.MostColumns);
        long least = (long)QueryAdmission.MinimumSelectionAttoDelta * SyntheticTerms.MostValuesOfPerson * discovered.Length;
        findings.Within("attoDelta", query.AttoDelta, least, discovered.Length > 0 ? terms.MaximumAttoDelta : 0);
        if (chosen.Count > 0)
        {
            findings.Within("nanoRho of a private choice", query.NanoRhoOfChoice(terms), LeastNanoRhoOfChoice, terms.MaximumNanoRho);
        }
    }
}
