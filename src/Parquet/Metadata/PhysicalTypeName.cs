namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>The names that the standard gives physical types.</summary>
internal static class PhysicalTypeName
{
    public static string Of(PhysicalType? type) => type switch
    {
        PhysicalType.ByteArray => "BYTE_ARRAY",
        PhysicalType.FixedLenByteArray => "FIXED_LEN_BYTE_ARRAY",
        { } other => other.ToString().ToUpperInvariant(),
        null => "GROUP",
    };
}
