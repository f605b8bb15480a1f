using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>What a writer tells about a column chunk or a page so that readers may skip it. Source: parquet.thrift, Statistics.</summary>
/// <remarks>Minimum and maximum are PLAIN-encoded without a length; null when there is no value that has an order, or the writer does not say.
/// Those of long texts may be cut: the minimum is then too small, the maximum too large. Null counts are null when not said.</remarks>
internal sealed record ColumnStatistics(long? NullCount, byte[]? Minimum, byte[]? Maximum)
{
    /// <summary>Whether there is no value at all.</summary>
    public bool IsNull { get; init; }

    /// <remarks>The older minimum and maximum (fields 1 and 2) are passed over: nobody knows by which order they were made.</remarks>
    public static ColumnStatistics Read(ref ThriftReader reader)
    {
        long? nulls = null;
        byte[]? minimum = null;
        byte[]? maximum = null;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 3:
                    // Some writers put -1 where they have not counted.
                    nulls = reader.ReadI64(type) is >= 0 and long counted ? counted : null;
                    break;
                case 5:
                    maximum = reader.ReadBinary(type).ToArray();
                    break;
                case 6:
                    minimum = reader.ReadBinary(type).ToArray();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new ColumnStatistics(nulls, minimum, maximum);
    }

    public void Write(ThriftWriter writer, short id)
    {
        writer.BeginStruct(id);
        if (NullCount is { } nulls)
        {
            writer.I64(3, nulls);
        }

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
