using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>
/// How joins, sums and averages here differ from those in standard SQL. There each row meets every row of its person in the other table; here a person has one profile in the other table, so that a row counts once and
/// one person's weight is bounded by the rows of the counted table alone. What is absent counts here as 0 and its row as a row; there an average leaves the row out.
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

        foreach (OutcomeMeasure outcome in query.Measures.OfType<OutcomeMeasure>())
        {
            string positive = agreement.FindColumn(outcome.Column)!.Domain is LabelDomain label ? label.Positive : "";
            differences.Add($"{outcome.Name} counts the rows whose {outcome.Column} is '{positive}'; any other value, and none, counts 0. A standard SUM adds values, and a standard AVG leaves rows without one out");
        }

        foreach (RatioMeasure average in query.Measures.OfType<RatioMeasure>())
        {
            bool isByRows = query.Measures.Any(measure => measure is RowsMeasure && measure.Name == average.Per);
            if (isByRows && query.Measures.OfType<AmountMeasure>().FirstOrDefault(measure => measure.Name == average.Of) is { } amount)
            {
                differences.Add($"{average.Name} divides by all rows: one without a value of {amount.Column} counts as 0 in it; a standard AVG leaves such rows out");
            }
        }

        return differences;
    }
}
