namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>Dictionary columns as the library takes them.</summary>
internal static class Features
{
    /// <param name="columns">The label first.</param>
    /// <param name="useCategories">Whether categorical columns are given as such, or all as numbers.</param>
    public static FeatureTable Of(IReadOnlyList<DictionaryColumn> columns, bool useCategories) =>
        new([.. columns.Skip(1).Select(column => Column(column, useCategories))]);

    public static double[] Labels(IReadOnlyList<DictionaryColumn> columns) => [.. Enumerable.Range(0, columns[0].RowCount).Select(row => columns[0].Values[columns[0][row]])];

    private static FeatureColumn Column(DictionaryColumn column, bool useCategories)
    {
        if (useCategories && column.IsCategorical)
        {
            int[] categories = [.. column.Values.Select(value => double.IsNaN(value) ? -1 : (int)value)];
            return column.Wide.Length == 0
                ? FeatureColumn.Categorical(column.Name, column.Narrow, categories)
                : FeatureColumn.Categorical(column.Name, column.Wide, categories);
        }

        return column.Wide.Length == 0
            ? FeatureColumn.Numeric(column.Name, column.Narrow, column.Values)
            : FeatureColumn.Numeric(column.Name, column.Wide, column.Values);
    }
}
