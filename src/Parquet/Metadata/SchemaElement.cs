using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>One node of a file's schema tree, which lies as a depth-first list. Source: parquet.thrift, SchemaElement.</summary>
internal sealed record SchemaElement
{
    /// <summary>Null for a group.</summary>
    public PhysicalType? Type { get; init; }

    /// <summary>The length of FIXED_LEN_BYTE_ARRAY values in bytes.</summary>
    public int TypeLength { get; init; }

    public Repetition Repetition { get; init; }

    public required string Name { get; init; }

    public int ChildCount { get; init; }

    public LogicalAnnotation Logical { get; init; }

    public static SchemaElement? Read(ref ThriftReader reader)
    {
        PhysicalType? physical = null;
        int length = 0;
        Repetition repetition = Repetition.Required;
        string? name = null;
        int children = 0;
        LogicalAnnotation logical = default;
        int scale = 0, precision = 0;
        bool isLogicalNew = false;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    physical = (PhysicalType)reader.ReadI32(type);
                    break;
                case 2:
                    length = reader.ReadI32(type);
                    break;
                case 3:
                    repetition = (Repetition)reader.ReadI32(type);
                    break;
                case 4:
                    name = reader.ReadText(type);
                    break;
                case 5:
                    children = reader.ReadCount(type);
                    break;
                case 6:
                    int converted = reader.ReadI32(type);
                    logical = isLogicalNew ? logical : LogicalType.FromConverted(converted);
                    break;
                case 7:
                    scale = reader.ReadI32(type);
                    break;
                case 8:
                    precision = reader.ReadI32(type);
                    break;
                case 10 when reader.Expect(type, ThriftType.Struct):
                    LogicalAnnotation read = LogicalType.Read(ref reader);
                    logical = read.Kind == LogicalKind.Unknown && logical.Kind != LogicalKind.None ? logical : read;
                    isLogicalNew = true;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (reader.Failed || name is null || repetition is < 0 or > Repetition.Repeated || physical is < 0 or > PhysicalType.FixedLenByteArray)
        {
            reader.Fail();
            return null;
        }

        return new SchemaElement
        {
            Type = physical,
            TypeLength = length,
            Repetition = repetition,
            Name = name,
            ChildCount = children,
            Logical = logical is { Kind: LogicalKind.Decimal, Precision: 0 } ? logical with { Precision = precision, Scale = scale } : logical,
        };
    }

    public void Write(ThriftWriter writer, bool isRoot)
    {
        writer.BeginStruct();
        if (Type is { } type)
        {
            writer.I32(1, (int)type);
        }

        if (Type == PhysicalType.FixedLenByteArray)
        {
            writer.I32(2, TypeLength);
        }

        if (!isRoot)
        {
            writer.I32(3, (int)Repetition);
        }

        writer.Text(4, Name);
        if (Type is null)
        {
            writer.I32(5, ChildCount);
        }

        LogicalType.Write(writer, Logical);
        writer.EndStruct();
    }
}
