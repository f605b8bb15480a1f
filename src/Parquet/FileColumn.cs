using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column as a file's schema lists it, readable or not.</summary>
public sealed class FileColumn
{
    internal FileColumn(string name, string path, int ordinal, SchemaElement element, ColumnShape shape, Field? field, string? refusal)
    {
        Name = name;
        Path = path;
        Ordinal = ordinal;
        Element = element;
        Shape = shape;
        Field = field;
        Refusal = refusal;
    }

    /// <summary>The name to ask for: of a list the list's own, otherwise <see cref="Path"/>.</summary>
    public string Name { get; }

    /// <summary>The column's name in the file's tree; below the root, the names from the root joined by dots.</summary>
    public string Path { get; }

    /// <summary>The position among all columns of the file, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>What the column becomes in memory; null when it cannot be read.</summary>
    public Field? Field { get; }

    /// <summary>What of the column is not supported, by its name in the standard; null when it can be read.</summary>
    public string? Refusal { get; }

    /// <summary>Parquet's name of how the values are stored, such as <c>INT96</c> or <c>FIXED_LEN_BYTE_ARRAY</c>.</summary>
    public string PhysicalType => PhysicalTypeName.Of(Element.Type);

    /// <summary>Parquet's name of what the values mean, with its parameters, such as <c>TIMESTAMP(MILLIS,UTC)</c> or
    /// <c>DECIMAL(9,2)</c>; null when they mean no more than they are stored as. Of a list: of its elements.</summary>
    public string? LogicalType => Element.Logical.ToString();

    /// <summary>The length of a value in bytes where all have one (FIXED_LEN_BYTE_ARRAY), else null.</summary>
    public int? FixedLength => Element.Type == Metadata.PhysicalType.FixedLenByteArray ? Element.TypeLength : null;

    internal SchemaElement Element { get; }

    internal ColumnShape Shape { get; }
}
