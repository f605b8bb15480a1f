using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>One column of one row group as the footer lists it. Source: parquet.thrift, ColumnChunk.</summary>
internal sealed record ColumnChunk
{
    /// <summary>Whether the pages lie in another file, which is not supported.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Null when it is encrypted with the column's own key.</summary>
    public ColumnMetaData? MetaData { get; init; }

    /// <summary>Null when the column is not encrypted.</summary>
    public ColumnCryptoMetaData? Crypto { get; init; }

    /// <summary>The encrypted <see cref="MetaData"/>, a whole module.</summary>
    public byte[]? EncryptedMetaData { get; init; }

    public long FileOffset { get; init; }

    public static ColumnChunk? Read(ref ThriftReader reader)
    {
        bool isElsewhere = false;
        ColumnMetaData? metaData = null;
        ColumnCryptoMetaData? crypto = null;
        byte[]? encrypted = null;
        long offset = 0;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    isElsewhere = reader.ReadBinary(type).Length > 0;
                    break;
                case 2:
                    offset = reader.ReadI64(type);
                    break;
                case 3 when reader.Expect(type, ThriftType.Struct):
                    metaData = ColumnMetaData.Read(ref reader);
                    break;
                case 8 when reader.Expect(type, ThriftType.Struct):
                    crypto = ColumnCryptoMetaData.Read(ref reader);
                    break;
                case 9:
                    encrypted = reader.ReadBinary(type).ToArray();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (reader.Failed || (metaData is null && encrypted is null) || (encrypted is not null && crypto is null))
        {
            reader.Fail();
            return null;
        }

        return new ColumnChunk
        {
            IsElsewhere = isElsewhere,
            MetaData = metaData,
            Crypto = crypto,
            EncryptedMetaData = encrypted,
            FileOffset = offset,
        };
    }

    public void Write(ThriftWriter writer, string column)
    {
        writer.BeginStruct();
        writer.I64(2, FileOffset);
        if (MetaData is not null)
        {
            writer.BeginStruct(3);
            MetaData.WriteFields(writer);
            writer.EndStruct();
        }

        Crypto?.Write(writer, 8, column);
        if (EncryptedMetaData is not null)
        {
            writer.Binary(9, EncryptedMetaData);
        }

        writer.EndStruct();
    }
}
