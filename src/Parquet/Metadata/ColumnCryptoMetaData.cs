using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>Which key encrypts a column chunk. Source: parquet.thrift, ColumnCryptoMetaData.</summary>
/// <param name="HasOwnKey">False when the footer's key is used.</param>
/// <param name="KeyMetadata">For the key service; empty when the file gives none.</param>
internal sealed record ColumnCryptoMetaData(bool HasOwnKey, byte[] KeyMetadata)
{
    public static ColumnCryptoMetaData? Read(ref ThriftReader reader)
    {
        ColumnCryptoMetaData? read = null;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1 when reader.Expect(type, ThriftType.Struct):
                    reader.Skip(type);
                    read = new ColumnCryptoMetaData(false, []);
                    break;
                case 2 when reader.Expect(type, ThriftType.Struct):
                    read = ReadOwnKey(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        // A union with no member that is known here would say nothing about the key: never taken for "not encrypted".
        if (read is null)
        {
            reader.Fail();
        }

        return read;
    }

    public void Write(ThriftWriter writer, short id, string column)
    {
        writer.BeginStruct(id);
        if (HasOwnKey)
        {
            writer.BeginStruct(2);
            writer.BeginList(1, ThriftType.Binary, 1);
            writer.TextElement(column);
            writer.Binary(2, KeyMetadata);
            writer.EndStruct();
        }
        else
        {
            writer.EmptyStruct(1);
        }

        writer.EndStruct();
    }

    private static ColumnCryptoMetaData ReadOwnKey(ref ThriftReader reader)
    {
        byte[] keyMetadata = [];
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            if (id == 2)
            {
                keyMetadata = reader.ReadBinary(type).ToArray();
            }
            else
            {
                reader.Skip(type);
            }
        }

        return new ColumnCryptoMetaData(true, keyMetadata);
    }
}
