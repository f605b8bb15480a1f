using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>The physical types that ingestion makes.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The members are types, named as Parquet names them.")]
internal enum ColumnType
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Whole numbers of 64 bits.</summary>
    Int64,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>Text.</summary>
    String,

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    Timestamp,

    /// <summary>Days since 1970-01-01.</summary>
    Date,
}
