namespace EnclaveCleanRoom.Parquet;

/// <summary>The name, type and nullability of one column.</summary>
/// <param name="Name">The column's name: not empty, compared by ordinal.</param>
/// <param name="Type">What the column holds.</param>
/// <param name="IsNullable">Whether a cell may be absent.</param>
public sealed record Field(string Name, ColumnType Type, bool IsNullable = false)
{
    /// <summary>The column's name: not empty, compared by ordinal.</summary>
    public string Name { get; } = !string.IsNullOrEmpty(Name) ? Name : throw new ArgumentException("A column needs a name.", nameof(Name));

    /// <summary>What the column holds.</summary>
    public ColumnType Type { get; } = Enum.IsDefined(Type) ? Type : throw new ArgumentOutOfRangeException(nameof(Type));
}
