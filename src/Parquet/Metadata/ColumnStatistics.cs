using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>What a writer tells about a column chunk so that readers may skip it. Source: parquet.thrift, Statistics.</summary>
/// <remarks>Minimum and maximum are PLAIN-encoded without a length; null when the column holds no value that has an order.</remarks>
internal sealed record ColumnStatistics(long NullCount, byte[]? Minimum, byte[]? Maximum)
{
    public void Write(ThriftWriter writer, short id)
    {
        writer.BeginStruct(id);
        writer.I64(3, NullCount);
        if (Maximum is not null)
        {
            writer.Binary(5, Maximum);
        }

        if (Minimum is not null)
        {
            writer.Binary(6, Minimum);
        }

        writer.EndStruct();
    }
}
