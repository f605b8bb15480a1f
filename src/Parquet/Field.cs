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

    /// <summary>Of a <see cref="ColumnType.Decimal"/>: the most digits of a value, 1 to 38, by default 38; else 0.</summary>
    public int Precision { get; init; } = Type == ColumnType.Decimal ? 38 : 0;

    /// <summary>Of a <see cref="ColumnType.Decimal"/>: the digits after the point, 0 to <see cref="Precision"/>, by default 0; else 0.</summary>
    public int Scale { get; init; }

    /// <summary>Of a <see cref="ColumnType.List"/>: what its elements are; else null.</summary>
    public Field? Element { get; init; }

    internal Field Renamed(string name) => new(name, Type, IsNullable) { Precision = Precision, Scale = Scale, Element = Element };

    internal Field Nullable() => new(Name, Type, true) { Precision = Precision, Scale = Scale, Element = Element };
}
