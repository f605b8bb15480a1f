using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Parquet;

/// <summary>What a column of a <see cref="Table"/> holds in memory. Several types of a file map to one of these.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The members are types, named as Parquet names them.")]
public enum ColumnType
{
    /// <summary>True or false: <see cref="BooleanColumn"/>.</summary>
    Boolean,

    /// <summary>Signed 32-bit integers: <see cref="Int32Column"/>.</summary>
    Int32,

    /// <summary>Signed 64-bit integers: <see cref="Int64Column"/>.</summary>
    Int64,

    /// <summary>IEEE 754 binary32: <see cref="FloatColumn"/>.</summary>
    Float,

    /// <summary>IEEE 754 binary64: <see cref="DoubleColumn"/>.</summary>
    Double,

    /// <summary>Text, as codes into a dictionary of distinct values: <see cref="StringColumn"/>.</summary>
    String,

    /// <summary>Byte strings: <see cref="BinaryColumn"/>.</summary>
    Binary,

    /// <summary>Days since 1970-01-01: <see cref="DateColumn"/>.</summary>
    Date,

    /// <summary>Microseconds since 1970-01-01T00:00:00Z: <see cref="TimestampColumn"/>.</summary>
    Timestamp,

    /// <summary>Decimal numbers of up to 38 digits, as unscaled integers: <see cref="DecimalColumn"/>.</summary>
    Decimal,

    /// <summary>Lists of values of one of the other types: <see cref="ListColumn"/>.</summary>
    List,
}
