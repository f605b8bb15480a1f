namespace EnclaveCleanRoom.Agreements;

/// <summary>The physical type of a column, as its Parquet file must have it.</summary>
public enum ColumnType
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>IEEE 754 double; NaN and infinities count as missing.</summary>
    Double,

    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    Timestamp,

    /// <summary>Days since 1970-01-01.</summary>
    Date,
}
