using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Which column in memory holds the values of a stored type. Source: parquet-format LogicalTypes.md.</summary>
internal static class StoredType
{
    /// <summary>False with the standard's name of what is not supported.</summary>
    public static bool TryMap(SchemaElement leaf, out ColumnType? type, out string? refusal)
    {
        type = (leaf.Type, leaf.Logical) switch
        {
            (PhysicalType.Boolean, LogicalKind.None) => ColumnType.Boolean,
            (PhysicalType.Int32, LogicalKind.Date) => ColumnType.Date,
            (PhysicalType.Int32, LogicalKind.Unsigned32) => ColumnType.Int64,
            (PhysicalType.Int32, LogicalKind.None or LogicalKind.Signed32 or LogicalKind.SignedSmall or LogicalKind.UnsignedSmall
                or LogicalKind.TimeMillis or LogicalKind.Null) => ColumnType.Int32,
            (PhysicalType.Int64, LogicalKind.TimestampMillis or LogicalKind.TimestampMicros or LogicalKind.TimestampNanos) => ColumnType.Timestamp,
            (PhysicalType.Int64, LogicalKind.None or LogicalKind.Signed64 or LogicalKind.TimeMicros or LogicalKind.TimeNanos) => ColumnType.Int64,
            (PhysicalType.Int96, LogicalKind.None) => ColumnType.Timestamp,
            (PhysicalType.Float, LogicalKind.None) => ColumnType.Float,
            (PhysicalType.Double, LogicalKind.None) => ColumnType.Double,
            (PhysicalType.ByteArray, LogicalKind.Text or LogicalKind.Enumeration or LogicalKind.Json) => ColumnType.String,
            (PhysicalType.ByteArray, LogicalKind.None or LogicalKind.Bson) => ColumnType.Binary,
            (PhysicalType.FixedLenByteArray, LogicalKind.Float16) when leaf.TypeLength == 2 => ColumnType.Float,
            (PhysicalType.FixedLenByteArray, LogicalKind.None or LogicalKind.Uuid) => ColumnType.Binary,
            _ => null,
        };
        refusal = type is null ? $"{leaf.Logical} on {leaf.Type}" : null;
        return type is not null;
    }
}
