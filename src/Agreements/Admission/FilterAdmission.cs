using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether keys and filters are columns of the terms, and filters keep values that are public.</summary>
internal static class FilterAdmission
{
    internal static void CheckKeys(IReadOnlyList<ColumnReference> keys, IReadOnlyList<ColumnReference> allowed, int most, Findings findings)
    {
        findings.Within("keys", keys.Count, 0, most);
        CheckColumns("keys", keys, allowed, findings);
    }

    internal static void CheckFilters(
        Agreement agreement, IReadOnlyList<ValueFilter> filters, IReadOnlyList<ColumnReference> allowed, Findings findings)
    {
        CheckColumns("filters", [.. filters.Select(filter => filter.Column)], allowed, findings);
        foreach (ValueFilter filter in filters)
        {
            // Columns that the terms do not name were refused above.
            HashSet<string> known = [.. PublicColumn.VocabularyOf(agreement, filter.Column)?.Values ?? []];
            if (filter.Values.Count == 0 || !AgreementRules.AreDistinct(filter.Values) || !filter.Values.All(known.Contains))
            {
                findings.Outside($"filter on {filter.Column}", string.Join(", ", filter.Values), "one or more different values of its public vocabulary");
            }
        }
    }

    internal static void CheckColumns(string claim, IReadOnlyList<ColumnReference> columns, IReadOnlyList<ColumnReference> allowed, Findings findings)
    {
        if (!AgreementRules.AreDistinct(columns))
        {
            findings.Outside(claim, "a column twice", "different columns");
        }

        foreach (ColumnReference column in columns.Where(column => !allowed.Contains(column)))
        {
            findings.Outside(claim, column.ToString(), allowed.Count == 0 ? "none" : "one of " + string.Join(", ", allowed));
        }
    }
}
