using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether the use of synthetic rows can be measured as a question wants it.</summary>
internal static class SyntheticUtilityAdmission
{
    /// <summary>The fewest made rows that a model is trained on.</summary>
    internal const int LeastRows = 500;

    /// <summary>The least ρ, in units of 10⁻⁹, of training and measuring together: below it both are noise.</summary>
    internal const long LeastNanoRho = 100_000;

    internal static void Check(Agreement agreement, SyntheticTerms terms, SyntheticQuery query, Findings findings)
    {
        if (query.Utility.Count == 0)
        {
            return;
        }

        findings.Within("utility", query.Utility.Count, 0, 1);
        findings.Within("rows, where their use is measured", query.Rows, LeastRows, terms.MaximumRows);
        findings.Within("nanoRho of utility", query.UtilityNanoRho, LeastNanoRho, terms.MaximumNanoRho);
        foreach (ColumnReference label in query.Utility)
        {
            if (!query.Columns.Contains(label) || agreement.FindColumn(label)?.Domain is not LabelDomain)
            {
                findings.Outside("utility", $"{label}", "a label among the columns");
            }
        }

        if (!terms.Columns.Any(column => column.Chosen == 0 && query.Columns.Contains(column.Column) && !query.Utility.Contains(column.Column)))
        {
            findings.Outside("utility", string.Join(", ", query.Columns), "another column whose values the agreement states, to predict from");
        }
    }
}
