using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>The footer of a file. Source: parquet.thrift, FileMetaData.</summary>
internal sealed record FileMetaData
{
    public required IReadOnlyList<SchemaElement> Schema { get; init; }

    public required long RowCount { get; init; }

    public required IReadOnlyList<RowGroup> RowGroups { get; init; }

    public string? CreatedBy { get; init; }

    /// <summary>Only in a plaintext footer of a file with encrypted columns.</summary>
    public EncryptionAlgorithm? Encryption { get; init; }

    /// <summary>Names the key that signs a plaintext footer.</summary>
    public byte[] SigningKeyMetadata { get; init; } = [];

    public static FileMetaData? Read(ref ThriftReader reader)
    {
        List<SchemaElement> schema = [];
        List<RowGroup> rowGroups = [];
        long? rows = null;
        string? createdBy = null;
        EncryptionAlgorithm? encryption = null;
        byte[] signingKey = [];
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 2:
                    int elements = reader.ReadList(type, ThriftType.Struct);
                    for (int i = 0; i < elements && SchemaElement.Read(ref reader) is { } element; i++)
                    {
                        schema.Add(element);
                    }

                    break;
                case 3:
                    rows = reader.ReadLongCount(type);
                    break;
                case 4:
                    int groups = reader.ReadList(type, ThriftType.Struct);
                    for (int i = 0; i < groups && RowGroup.Read(ref reader) is { } group; i++)
                    {
                        rowGroups.Add(group);
                    }

                    break;
                case 6:
                    createdBy = reader.ReadText(type);
                    break;
                case 8 when reader.Expect(type, ThriftType.Struct):
                    encryption = EncryptionAlgorithm.Read(ref reader);
                    break;
                case 9:
                    signingKey = reader.ReadBinary(type).ToArray();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (reader.Failed || rows is null || schema.Count == 0)
        {
            reader.Fail();
            return null;
        }

        return new FileMetaData
        {
            Schema = schema,
            RowCount = rows.Value,
            RowGroups = rowGroups,
            CreatedBy = createdBy,
            Encryption = encryption,
            SigningKeyMetadata = signingKey,
        };
    }

    public void Write(ThriftWriter writer)
    {
        string[] names = [.. Schema.Skip(1).Select(element => element.Name)];
        writer.BeginStruct();
        writer.I32(1, 2);
        writer.BeginList(2, ThriftType.Struct, Schema.Count);
        for (int i = 0; i < Schema.Count; i++)
        {
            Schema[i].Write(writer, isRoot: i == 0);
        }

        writer.I64(3, RowCount);
        writer.BeginList(4, ThriftType.Struct, RowGroups.Count);
        foreach (RowGroup group in RowGroups)
        {
            group.Write(writer, names);
        }

        if (CreatedBy is not null)
        {
            writer.Text(6, CreatedBy);
        }

        WriteColumnOrders(writer, names.Length);
        writer.EndStruct();
    }

    /// <summary>Says that minima and maxima follow each type's own order, without which readers ignore them.</summary>
    private static void WriteColumnOrders(ThriftWriter writer, int columns)
    {
        writer.BeginList(7, ThriftType.Struct, columns);
        for (int i = 0; i < columns; i++)
        {
            writer.BeginStruct();
            writer.EmptyStruct(1);
            writer.EndStruct();
        }
    }
}
