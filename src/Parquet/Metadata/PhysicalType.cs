namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>How the values of a column lie in a file. Source: parquet.thrift, Type.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLenByteArray = 7,
}
