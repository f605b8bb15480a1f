using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>A horizontal slice of a file. Source: parquet.thrift, RowGroup.</summary>
internal sealed record RowGroup
{
    public required IReadOnlyList<ColumnChunk> Columns { get; init; }

    public required long RowCount { get; init; }

    public long TotalByteSize { get; init; }

    public long TotalCompressedSize { get; init; }

    public long FileOffset { get; init; }

    /// <summary>The ordinal that the file gives; null when it gives none, then position counts.</summary>
    public short? Ordinal { get; init; }

    public static RowGroup? Read(ref ThriftReader reader)
    {
        List<ColumnChunk> columns = [];
        long? rows = null;
        short? ordinal = null;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    int count = reader.ReadList(type, ThriftType.Struct);
                    for (int i = 0; i < count && ColumnChunk.Read(ref reader) is { } column; i++)
                    {
                        columns.Add(column);
                    }

                    break;
                case 3:
                    rows = reader.ReadLongCount(type);
                    break;
                case 7 when reader.Expect(type, ThriftType.I16):
                    ordinal = reader.ReadI16();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (reader.Failed || rows is null || ordinal < 0)
        {
            reader.Fail();
            return null;
        }

        return new RowGroup { Columns = columns, RowCount = rows.Value, Ordinal = ordinal };
    }

    public void Write(ThriftWriter writer, IReadOnlyList<string> columnNames)
    {
        writer.BeginStruct();
        writer.BeginList(1, ThriftType.Struct, Columns.Count);
        for (int i = 0; i < Columns.Count; i++)
        {
            Columns[i].Write(writer, columnNames[i]);
        }

        writer.I64(2, TotalByteSize);
        writer.I64(3, RowCount);
        writer.I64(5, FileOffset);
        writer.I64(6, TotalCompressedSize);
        if (Ordinal is { } ordinal)
        {
            writer.I16(7, ordinal);
        }

        writer.EndStruct();
    }
}
