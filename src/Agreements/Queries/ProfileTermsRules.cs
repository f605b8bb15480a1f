namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms of an audience profile consistent.</summary>
internal static class ProfileTermsRules
{
    internal static void Check(Agreement agreement, ProfileTerms terms, Action<bool, string> require)
    {
        require(Enum.IsDefined(terms.Base), "base is everybody or inBoth");
        require(
            terms.Columns.Count is >= 1 and <= 100 && AgreementRules.AreDistinct(terms.Columns.Select(column => column.Column)),
            "there are 1 to 100 different profile columns");
        foreach (ProfileColumn column in terms.Columns)
        {
            bool fits = column.Column.Dataset == terms.People && (column.Edges.Count == 0
                ? PublicColumn.VocabularyOf(agreement, column.Column) is not null
                : agreement.FindColumn(column.Column) is { Role: ColumnRole.Numeric });
            require(fits, $"profile column {column.Column} is a categorical column of {terms.People} with a public vocabulary, or a numeric one with edges");
            require(column.Edges.Count <= 100 && column.Edges.Zip(column.Edges.Skip(1)).All(pair => pair.First < pair.Second), $"the edges of {column.Column} are at most 100, ascending");
        }

        require(terms.Segments.Count <= 1000 && AgreementRules.AreDistinct(terms.Segments), "segments are at most 1000 different columns");
        foreach (ColumnReference column in terms.Segments)
        {
            bool fits = terms.Datasets.Contains(column.Dataset)
                && (PublicColumn.VocabularyOf(agreement, column) is not null || agreement.FindColumn(column) is { Role: ColumnRole.Label, Domain: LabelDomain });
            require(fits, $"segments: {column} is a label, or a categorical column with a public vocabulary, of its tables");
        }
    }
}
