using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms of synthetic rows consistent.</summary>
internal static class SyntheticTermsRules
{
    private const int MostJoined = 3;
    private const int MostImpossible = 10_000;

    internal static void Check(Agreement agreement, SyntheticTerms terms, Action<bool, string> require)
    {
        require(terms.Joined.Count <= MostJoined, "joined are at most 3 tables");
        require(
            terms.Columns.Count is >= 1 and <= SyntheticTerms.MostColumns && AgreementRules.AreDistinct(terms.Columns.Select(column => column.Column).ToList()),
            $"columns are 1 to {SyntheticTerms.MostColumns} different ones");
        foreach (SyntheticColumn column in terms.Columns)
        {
            require(
                terms.Datasets.Contains(column.Column.Dataset) && HasValues(agreement.FindColumn(column.Column), column, column.Column.Dataset == terms.Rows),
                $"column {column.Column} is a categorical one with a public vocabulary, bins 0 and chosen 0, or a discovered one and chosen 1 to {SyntheticColumn.MostChosen}; a numeric one with a public range in 2 to {SyntheticColumn.MostBins} bins, chosen all or 0; a multi-valued one with chosen 1 to {SyntheticColumn.MostItems}; or a label of {terms.Rows} with bins 0 and chosen 0");
        }

        require(terms.Impossible.Count <= MostImpossible, $"impossible are at most {MostImpossible} pairs");
        foreach (ImpossiblePair pair in terms.Impossible)
        {
            require(
                pair.First != pair.Second && Has(agreement, terms, pair.First, pair.FirstValue) && Has(agreement, terms, pair.Second, pair.SecondValue),
                $"impossible: '{pair.FirstValue}' and '{pair.SecondValue}' are values of two columns of the terms; of a column with chosen, a category's that is not empty, as the column's type is written");
        }

        require(terms.RowsPerPerson is >= 1 and <= 1000, "rowsPerPerson is 1 to 1000");
        require(terms.MaximumRows is >= 1 and <= SyntheticTerms.MostRows, $"maximumRows is 1 to {SyntheticTerms.MostRows}");
        require(terms.MaximumAdvantagePermille is >= 1 and <= 1000, "maximumAdvantagePermille is 1 to 1000");
        require(terms.MaximumSinglingOutPermille is >= 1 and <= 1000, "maximumSinglingOutPermille is 1 to 1000");
    }

    private static bool HasValues(ColumnTerms? terms, SyntheticColumn column, bool isOfRows) => terms switch
    {
        { Role: ColumnRole.Categorical, Domain: VocabularyDomain } => column is { Bins: 0, Chosen: 0 },
        { Role: ColumnRole.Categorical, Domain: DiscoveredDomain } => column is { Bins: 0, Chosen: >= 1 and <= SyntheticColumn.MostChosen },
        { Role: ColumnRole.MultiValued, Domain: VocabularyDomain or DiscoveredDomain } => column is { Bins: 0, Chosen: >= 1 and <= SyntheticColumn.MostItems },
        { Role: ColumnRole.Label, Domain: LabelDomain } => column is { Bins: 0, Chosen: 0 } && isOfRows,
        { Role: ColumnRole.Numeric, Domain: RangeDomain range } =>
            column.Bins is >= 2 and <= SyntheticColumn.MostBins && (column.Chosen == 0 || column.Chosen == column.Bins) && (Int128)range.Maximum - range.Minimum + 1 >= column.Bins,
        _ => false,
    };

    // Which categories are chosen is not known yet: one that is not chosen stands in no row. What bins of a number or lists are called, the choice itself says.
    private static bool Has(Agreement agreement, SyntheticTerms terms, ColumnReference column, string value) => terms.Columns.FirstOrDefault(known => known.Column == column) switch
    {
        null => false,
        { Chosen: 0 } known => known.ValuesIn(agreement).Contains(value),
        _ => value.Length > 0 && agreement.FindColumn(column) is { Role: ColumnRole.Categorical, Domain: DiscoveredDomain } described && TypedText.TryRewrite(described.Type, value, out string written) && written == value,
    };
}
