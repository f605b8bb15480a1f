using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Filtering;

/// <summary>Numbers between two.</summary>
internal sealed class NumberFilter(string column, double minimum, double maximum) : RowFilter(column)
{
    internal override bool Fits(ColumnType type) => type is ColumnType.Float or ColumnType.Double;

    // A bound that is NaN compares as false, and leaves nothing out.
    internal override bool MayHold(FileColumn column, byte[]? minimumBound, byte[]? maximumBound) =>
        !(Read(column, maximumBound) < minimum) && !(Read(column, minimumBound) > maximum);

    internal override bool Holds(Column column, int row)
    {
        double value = column switch
        {
            FloatColumn small => small.Values[row],
            DoubleColumn large => large.Values[row],
            _ => throw new System.Diagnostics.UnreachableException("The type was checked before."),
        };
        return value >= minimum && value <= maximum;
    }

    private static double? Read(FileColumn column, byte[]? bound) => (column.Element.Type, bound?.Length) switch
    {
        (Metadata.PhysicalType.Float, 4) => BinaryPrimitives.ReadSingleLittleEndian(bound),
        (Metadata.PhysicalType.Double, 8) => BinaryPrimitives.ReadDoubleLittleEndian(bound),
        _ => null,
    };
}
