using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>The footer of a file. Source: parquet.thrift, FileMetaData.</summary>
internal sealed record FileMetaData
{
    public required IReadOnlyList<SchemaElement> Schema { get; init; }

    public required long RowCount { get; init; }

    public required IReadOnlyList<RowGroup> RowGroups { get; init; }

    public string? CreatedBy { get; init; }

    /// <summary>What the writer adds for its readers; a value may be absent.</summary>
    public IReadOnlyList<(string Key, string? Value)> KeyValues { get; init; } = [];

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
        List<(string, string?)> keyValues = [];
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
                case 5:
                    int pairs = reader.ReadList(type, ThriftType.Struct);
                    for (int i = 0; i < pairs && !reader.Failed; i++)
                    {
                        keyValues.Add(ReadKeyValue(ref reader));
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
            KeyValues = keyValues,
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

        WriteKeyValues(writer);
        if (CreatedBy is not null)
        {
            writer.Text(6, CreatedBy);
        }

        WriteColumnOrders(writer, names.Length);
        if (Encryption is not null)
        {
            Encryption.Write(writer, 8);
            writer.Binary(9, SigningKeyMetadata);
        }

        writer.EndStruct();
    }

    /// <remarks>Nothing rests on these texts, and some writers put other bytes there: they are shown as far as they are UTF-8.</remarks>
    private static (string Key, string? Value) ReadKeyValue(ref ThriftReader reader)
    {
        string key = "";
        string? value = null;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    key = System.Text.Encoding.UTF8.GetString(reader.ReadBinary(type));
                    break;
                case 2:
                    value = System.Text.Encoding.UTF8.GetString(reader.ReadBinary(type));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return (key, value);
    }

    private void WriteKeyValues(ThriftWriter writer)
    {
        if (KeyValues.Count == 0)
        {
            return;
        }

        writer.BeginList(5, ThriftType.Struct, KeyValues.Count);
        foreach ((string key, string? value) in KeyValues)
        {
            writer.BeginStruct();
            writer.Text(1, key);
            if (value is not null)
            {
                writer.Text(2, value);
            }

            writer.EndStruct();
        }
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
