namespace EnclaveCleanRoom.Boosting.Bench.Data;

/// <summary>Dictionary columns as the library takes them.</summary>
internal static class Features
{
    /// <param name="columns">The label first.</param>
    /// <param name="useCategories">Whether categorical columns are given as such, or all as numbers.</param>
    public static FeatureTable Of(IReadOnlyList<DictionaryColumn> columns, bool useCategories) =>
        new([.. columns.Skip(1).Select(column => Column(column, useCategories))]);

    public static double[] Labels(IReadOnlyList<DictionaryColumn> columns) => [.. columns[0].Codes.Select(code => columns[0].Values[code])];

    private static FeatureColumn Column(DictionaryColumn column, bool useCategories)
    {
        if (useCategories && column.IsCategorical)
        {
            int[] categories = [.. column.Values.Select(value => double.IsNaN(value) ? -1 : (int)value)];
            return FeatureColumn.Categorical(column.Name, column.Codes.Select(code => categories[code]).ToArray());
        }

        return FeatureColumn.Numeric(column.Name, column.Codes.Select(code => column.Values[code]).ToArray());
    }
}
