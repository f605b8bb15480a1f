namespace EnclaveCleanRoom.PrivateModels;

/// <summary>The values of one feature, one a row: numbers or codes.</summary>
public sealed class PrivateColumn
{
    private PrivateColumn(ReadOnlyMemory<double> numbers, ReadOnlyMemory<int> codes, bool isCategorical) =>
        (Numbers, Codes, IsCategorical) = (numbers, codes, isCategorical);

    /// <summary>Whether the values are codes.</summary>
    public bool IsCategorical { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => IsCategorical ? Codes.Length : Numbers.Length;

    internal ReadOnlyMemory<double> Numbers { get; }

    internal ReadOnlyMemory<int> Codes { get; }

    /// <summary>Numbers; NaN is missing. Not copied.</summary>
    public static PrivateColumn Numeric(ReadOnlyMemory<double> values) => new(values, default, isCategorical: false);

    /// <summary>Codes of the feature's vocabulary; any other code is "other or missing". Not copied.</summary>
    public static PrivateColumn Categorical(ReadOnlyMemory<int> codes) => new(default, codes, isCategorical: true);

    internal static void RequireFit(IReadOnlyList<PrivateFeature> features, IReadOnlyList<PrivateColumn> columns, int rowCount)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != features.Count)
        {
            throw new ArgumentException($"There are {features.Count} features and {columns.Count} columns.", nameof(columns));
        }

        for (int i = 0; i < columns.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(columns[i], nameof(columns));
            if (columns[i].IsCategorical != features[i].IsCategorical)
            {
                throw new ArgumentException($"Column '{features[i].Name}' is not of its feature's kind.", nameof(columns));
            }

            if (columns[i].RowCount != rowCount)
            {
                throw new ArgumentException($"Column '{features[i].Name}' has {columns[i].RowCount} rows, not {rowCount}.", nameof(columns));
            }
        }
    }
}
