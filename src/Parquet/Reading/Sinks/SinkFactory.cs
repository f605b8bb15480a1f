using System.Diagnostics;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Makes the sink that fits a column of a file.</summary>
internal static class SinkFactory
{
    public static ColumnSink Create(FileColumn column, MemoryBudget budget) =>
        Create(column, budget, column.Shape.IsElementNullable ? new(budget) : null);

    /// <summary>Makes the sink of a dictionary's entries, all of which are present.</summary>
    public static ColumnSink CreateForEntries(FileColumn column, MemoryBudget budget) => Create(column, budget, null);

    private static ColumnSink Create(FileColumn column, MemoryBudget budget, ValidityBuilder? validity)
    {
        SchemaElement leaf = column.Element;
        PhysicalType physical = leaf.Type!.Value;
        return (physical, leaf.Logical.Kind) switch
        {
            (PhysicalType.Boolean, _) => new BooleanSink(budget, validity),
            (PhysicalType.Int32, LogicalKind.Decimal) => new PrimitiveSink<Int128, Int32Decimal>(physical, budget, validity),
            (PhysicalType.Int64, LogicalKind.Decimal) => new PrimitiveSink<Int128, Int64Decimal>(physical, budget, validity),
            (PhysicalType.Int64, LogicalKind.Unsigned64) => new PrimitiveSink<Int128, UnsignedInt64Value>(physical, budget, validity),
            (PhysicalType.FixedLenByteArray or PhysicalType.ByteArray, LogicalKind.Decimal) => new DecimalSink(physical == PhysicalType.ByteArray ? 0 : leaf.TypeLength, budget, validity),
            (PhysicalType.Int32, LogicalKind.Unsigned32) => new PrimitiveSink<long, UnsignedInt32Value>(physical, budget, validity),
            (PhysicalType.Int32, _) => new PrimitiveSink<int, SameValue<int>>(physical, budget, validity),
            (PhysicalType.Int64, LogicalKind.TimestampMillis) => new PrimitiveSink<long, MillisecondsValue>(physical, budget, validity),
            (PhysicalType.Int64, LogicalKind.TimestampNanos) => new PrimitiveSink<long, NanosecondsValue>(physical, budget, validity),
            (PhysicalType.Int64, _) => new PrimitiveSink<long, SameValue<long>>(physical, budget, validity),
            (PhysicalType.Int96, _) => new PrimitiveSink<long, Int96Value>(physical, budget, validity),
            (PhysicalType.Float, _) => new PrimitiveSink<float, SameValue<float>>(physical, budget, validity),
            (PhysicalType.Double, _) => new PrimitiveSink<double, SameValue<double>>(physical, budget, validity),
            (PhysicalType.FixedLenByteArray, LogicalKind.Float16) => new PrimitiveSink<float, HalfValue>(physical, budget, validity),
            (PhysicalType.FixedLenByteArray, _) => new BinarySink(leaf.TypeLength, budget, validity),
            (PhysicalType.ByteArray, LogicalKind.Text or LogicalKind.Enumeration or LogicalKind.Json) => new StringSink(budget, validity),
            (PhysicalType.ByteArray, _) => new BinarySink(0, budget, validity),
            _ => throw new UnreachableException($"No sink for {physical}."),
        };
    }
}
