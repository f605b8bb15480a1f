using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Filtering;

/// <summary>Whole numbers between two.</summary>
internal sealed class WholeNumberFilter(string column, long minimum, long maximum) : RowFilter(column)
{
    internal override bool Fits(ColumnType type) => type is ColumnType.Int32 or ColumnType.Int64 or ColumnType.Date or ColumnType.Timestamp;

    internal override bool MayHold(FileColumn column, byte[]? minimumBound, byte[]? maximumBound) =>
        !(Read(column, maximumBound) < minimum) && !(Read(column, minimumBound) > maximum);

    internal override bool Holds(Column column, int row)
    {
        long value = column switch
        {
            PrimitiveColumn<int> small => small.Values[row],
            PrimitiveColumn<long> large => large.Values[row],
            _ => throw new System.Diagnostics.UnreachableException("The type was checked before."),
        };
        return value >= minimum && value <= maximum;
    }

    /// <summary>A bound in the unit of the column in memory; null where the stored order or unit is another.</summary>
    private static long? Read(FileColumn column, byte[]? bound)
    {
        bool isSame = column.Element.Logical.Kind is LogicalKind.None or LogicalKind.SignedSmall or LogicalKind.Signed32 or LogicalKind.Signed64
            or LogicalKind.Date or LogicalKind.TimestampMicros or LogicalKind.TimeMillis or LogicalKind.TimeMicros or LogicalKind.TimeNanos;
        return (column.Element.Type, bound?.Length) switch
        {
            (Metadata.PhysicalType.Int32, 4) when isSame => BinaryPrimitives.ReadInt32LittleEndian(bound),
            (Metadata.PhysicalType.Int64, 8) when isSame => BinaryPrimitives.ReadInt64LittleEndian(bound),
            _ => null,
        };
    }
}
