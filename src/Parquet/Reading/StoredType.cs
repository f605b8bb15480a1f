using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Which column in memory holds the values of a stored type. Source: parquet-format LogicalTypes.md.</summary>
internal static class StoredType
{
    /// <summary>The most digits that fit 128 bits.</summary>
    private const int MaxPrecision = 38;

    /// <summary>What a column named <paramref name="name"/> of a leaf's values holds, or null with the standard's name of what is not supported.</summary>
    /// <remarks>An annotation that is not known here is passed over: the values are then what they are stored as.</remarks>
    public static Field? TryMap(SchemaElement leaf, string name, bool isNullable, out string? refusal)
    {
        LogicalAnnotation logical = leaf.Logical;
        if (logical.Kind == LogicalKind.Decimal && (logical.Precision is < 1 or > MaxPrecision || logical.Scale < 0 || logical.Scale > logical.Precision))
        {
            refusal = $"{logical}";
            return null;
        }

        ColumnType? type = (leaf.Type, KindOf(leaf)) switch
        {
            (PhysicalType.Boolean, LogicalKind.None) => ColumnType.Boolean,
            (PhysicalType.Int32, LogicalKind.Date) => ColumnType.Date,
            (PhysicalType.Int32, LogicalKind.Unsigned32) => ColumnType.Int64,
            (PhysicalType.Int32, LogicalKind.None or LogicalKind.Signed32 or LogicalKind.SignedSmall or LogicalKind.UnsignedSmall
                or LogicalKind.TimeMillis) => ColumnType.Int32,
            (PhysicalType.Int64, LogicalKind.TimestampMillis or LogicalKind.TimestampMicros or LogicalKind.TimestampNanos) => ColumnType.Timestamp,
            (PhysicalType.Int64, LogicalKind.None or LogicalKind.Signed64 or LogicalKind.TimeMicros or LogicalKind.TimeNanos) => ColumnType.Int64,
            (PhysicalType.Int64, LogicalKind.Unsigned64) => ColumnType.Decimal,
            (PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray or PhysicalType.FixedLenByteArray, LogicalKind.Decimal) => ColumnType.Decimal,
            (PhysicalType.Int96, LogicalKind.None) => ColumnType.Timestamp,
            (PhysicalType.Float, LogicalKind.None) => ColumnType.Float,
            (PhysicalType.Double, LogicalKind.None) => ColumnType.Double,
            (PhysicalType.ByteArray, LogicalKind.Text or LogicalKind.Enumeration or LogicalKind.Json) => ColumnType.String,
            (PhysicalType.ByteArray, LogicalKind.None or LogicalKind.Bson) => ColumnType.Binary,
            (PhysicalType.FixedLenByteArray, LogicalKind.Float16) when leaf.TypeLength == 2 => ColumnType.Float,
            (PhysicalType.FixedLenByteArray, LogicalKind.None or LogicalKind.Uuid or LogicalKind.Interval) => ColumnType.Binary,
            _ => null,
        };
        refusal = type is null ? $"{logical} on {PhysicalTypeName.Of(leaf.Type)}" : null;
        return type switch
        {
            null => null,
            ColumnType.Decimal when logical.Kind == LogicalKind.Unsigned64 => new Field(name, ColumnType.Decimal, isNullable) { Precision = 20, Scale = 0 },
            ColumnType.Decimal => new Field(name, ColumnType.Decimal, isNullable) { Precision = logical.Precision, Scale = logical.Scale },
            { } other => new Field(name, other, isNullable),
        };
    }

    private static LogicalKind KindOf(SchemaElement leaf) =>
        leaf.Logical.Kind is LogicalKind.Unknown or LogicalKind.Null ? LogicalKind.None : leaf.Logical.Kind;
}
