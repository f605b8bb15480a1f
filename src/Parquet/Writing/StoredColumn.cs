using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>How columns in memory are stored in the files that this library writes.</summary>
internal static class StoredColumn
{
    public static PhysicalType PhysicalTypeOf(ColumnType type) => type switch
    {
        ColumnType.Boolean => PhysicalType.Boolean,
        ColumnType.Int32 or ColumnType.Date => PhysicalType.Int32,
        ColumnType.Int64 or ColumnType.Timestamp => PhysicalType.Int64,
        ColumnType.Float => PhysicalType.Float,
        ColumnType.Double => PhysicalType.Double,
        ColumnType.Decimal => PhysicalType.FixedLenByteArray,
        _ => PhysicalType.ByteArray,
    };

    /// <summary>The root and one leaf a column.</summary>
    public static IReadOnlyList<SchemaElement> Elements(Schema schema)
    {
        SchemaElement root = new() { Name = "schema", ChildCount = schema.Count };
        return [root, .. schema.Select(Leaf)];
    }

    private static SchemaElement Leaf(Field field) => new()
    {
        Name = field.Name,
        Type = PhysicalTypeOf(field.Type),
        TypeLength = field.Type == ColumnType.Decimal ? DecimalBytes.Of(field.Precision) : 0,
        Repetition = field.IsNullable ? Repetition.Optional : Repetition.Required,
        Logical = field.Type switch
        {
            ColumnType.String => new(LogicalKind.Text),
            ColumnType.Date => new(LogicalKind.Date),
            ColumnType.Timestamp => new(LogicalKind.TimestampMicros, IsUtc: true),
            ColumnType.Decimal => new(LogicalKind.Decimal, field.Precision, field.Scale),
            _ => default,
        },
    };
}
