namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>A categorical column whose vocabulary the parties signed: what may be a key or a filter without a private selection.</summary>
internal static class PublicColumn
{
    /// <summary>The column's vocabulary, or <see langword="null"/> when it is no such column.</summary>
    internal static VocabularyDomain? VocabularyOf(Agreement agreement, ColumnReference column) =>
        agreement.FindColumn(column) is { Role: ColumnRole.Categorical, Domain: VocabularyDomain vocabulary } ? vocabulary : null;

    /// <summary>Whether an answer names the values of none or one public key in their order, and then, by no value, all others.</summary>
    internal static bool NamesFit(Agreement agreement, IReadOnlyList<ColumnReference> keys, IReadOnlyList<IReadOnlyList<string>> names)
    {
        string[][] wanted = [.. keys.SelectMany(key => VocabularyOf(agreement, key)?.Values.Select(value => new[] { value }).Append([]) ?? [])];
        return names.Count == wanted.Length && names.Zip(wanted).All(pair => pair.First.SequenceEqual(pair.Second));
    }

    /// <summary>Requires that columns are at most 1000 different public ones of some tables.</summary>
    internal static void Check(
        Agreement agreement, string name, IReadOnlyList<ColumnReference> columns, IReadOnlyCollection<DatasetId> tables, Action<bool, string> require)
    {
        require(columns.Count <= 1000 && AgreementRules.AreDistinct(columns), $"{name} are at most 1000 different columns");
        foreach (ColumnReference column in columns)
        {
            require(
                tables.Contains(column.Dataset) && VocabularyOf(agreement, column) is not null,
                $"{name}: {column} is a categorical column of {string.Join(" or ", tables)} with a public vocabulary");
        }
    }
}
