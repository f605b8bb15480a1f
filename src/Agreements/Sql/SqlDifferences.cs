using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>
/// How a join here differs from one in standard SQL. There each row meets every row of its person in the other table; here a person has one profile in the other table, so that a row counts once and
/// one person's weight is bounded by the rows of the counted table alone.
/// </summary>
internal static class SqlDifferences
{
    internal static IReadOnlyList<string> Of(Agreement agreement, SegmentsTerms terms, SegmentsQuery query)
    {
        DatasetId[] several = [.. terms.Partners.Where(partner => agreement.FindDataset(partner)!.MaximumRowsPerPerson > 1)];
        List<string> differences = [];
        if (several.Length > 0 && query.Measures.Any(measure => measure is RowsMeasure or OutcomeMeasure or AmountMeasure))
        {
            string names = string.Join(", ", several);
            differences.Add($"each row of {terms.Rows} counts once, however many rows its person has in {names}; a standard JOIN counts and sums it once for each of those");
        }

        IEnumerable<ColumnReference> named = query.Keys.Concat(query.Where.Select(condition => condition.Column)).Distinct();
        foreach (ColumnReference column in named.Where(column => several.Contains(column.Dataset)))
        {
            differences.Add($"of a person with several values of {column} only the most frequent counts, and of equally frequent ones the last by its text; a standard JOIN takes each");
        }

        return differences;
    }
}
