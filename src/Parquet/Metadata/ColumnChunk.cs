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

    /// <summary>Where the offset index lies; a size of 0 when there is none.</summary>
    public (long Offset, int Size) OffsetIndex { get; init; }

    /// <summary>Where the column index lies; a size of 0 when there is none.</summary>
    public (long Offset, int Size) ColumnIndex { get; init; }

    public static ColumnChunk? Read(ref ThriftReader reader)
    {
        bool isElsewhere = false;
        ColumnMetaData? metaData = null;
        ColumnCryptoMetaData? crypto = null;
        byte[]? encrypted = null;
        long offset = 0;
        (long Offset, int Size) offsetIndex = default, columnIndex = default;
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
                case 4:
                    offsetIndex.Offset = reader.ReadLongCount(type);
                    break;
                case 5:
                    offsetIndex.Size = reader.ReadCount(type);
                    break;
                case 6:
                    columnIndex.Offset = reader.ReadLongCount(type);
                    break;
                case 7:
                    columnIndex.Size = reader.ReadCount(type);
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
            OffsetIndex = offsetIndex,
            ColumnIndex = columnIndex,
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

        WriteIndex(writer, 4, OffsetIndex);
        WriteIndex(writer, 6, ColumnIndex);
        Crypto?.Write(writer, 8, column);
        if (EncryptedMetaData is not null)
        {
            writer.Binary(9, EncryptedMetaData);
        }

        writer.EndStruct();
    }

    private static void WriteIndex(ThriftWriter writer, short id, (long Offset, int Size) index)
    {
        if (index.Size > 0)
        {
            writer.I64(id, index.Offset);
            writer.I32((short)(id + 1), index.Size);
        }
    }
}
