namespace EnclaveCleanRoom.Boosting;

/// <summary>Feature columns of equal length, in the model's order.</summary>
public sealed class FeatureTable
{
    /// <summary>Puts columns side by side.</summary>
    /// <param name="columns">At least one column; all of one length; no name twice.</param>
    /// <exception cref="ArgumentException">There is no column, the lengths differ, or a name occurs twice.</exception>
    public FeatureTable(params IReadOnlyList<FeatureColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
        {
            throw new ArgumentException("A table has at least one column.", nameof(columns));
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (FeatureColumn column in columns)
        {
            ArgumentNullException.ThrowIfNull(column, nameof(columns));
            if (column.RowCount != columns[0].RowCount)
            {
                throw new ArgumentException($"Column '{column.Name}' has {column.RowCount} rows, column '{columns[0].Name}' has {columns[0].RowCount}.", nameof(columns));
            }

            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"Two columns are named '{column.Name}'.", nameof(columns));
            }
        }

        Columns = [.. columns];
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => Columns[0].RowCount;
}
