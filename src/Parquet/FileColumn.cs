using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column as a file's schema lists it, readable or not.</summary>
public sealed class FileColumn
{
    internal FileColumn(string path, int ordinal, SchemaElement element, bool isNullable, ColumnType? type, string? refusal)
    {
        Path = path;
        Ordinal = ordinal;
        Element = element;
        Field = type is { } known ? new Field(path, known, isNullable) : null;
        Refusal = refusal;
    }

    /// <summary>The column's name; of a nested column, the names from the root joined by dots.</summary>
    public string Path { get; }

    /// <summary>The position among all columns of the file, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>What the column becomes in memory; null when it cannot be read.</summary>
    public Field? Field { get; }

    /// <summary>What of the column is not supported, by its name in the standard; null when it can be read.</summary>
    public string? Refusal { get; }

    /// <summary>Parquet's name of how the values are stored, such as <c>INT96</c> or <c>FIXED_LEN_BYTE_ARRAY</c>.</summary>
    public string PhysicalType => Element.Type switch
    {
        Metadata.PhysicalType.Boolean => "BOOLEAN",
        Metadata.PhysicalType.ByteArray => "BYTE_ARRAY",
        Metadata.PhysicalType.FixedLenByteArray => "FIXED_LEN_BYTE_ARRAY",
        { } type => type.ToString().ToUpperInvariant(),
        null => "GROUP",
    };

    internal SchemaElement Element { get; }
}
