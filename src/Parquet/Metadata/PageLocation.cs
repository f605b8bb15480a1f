using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>Where a data page lies. Source: parquet.thrift, PageLocation.</summary>
/// <param name="Offset">Of its header, from the start of the file.</param>
/// <param name="Size">Bytes of header and page.</param>
/// <param name="FirstRow">Its first row, from 0 at the start of the row group.</param>
internal readonly record struct PageLocation(long Offset, int Size, long FirstRow)
{
    public static PageLocation Read(ref ThriftReader reader)
    {
        long offset = 0, firstRow = 0;
        int size = 0;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    offset = reader.ReadLongCount(type);
                    break;
                case 2:
                    size = reader.ReadCount(type);
                    break;
                case 3:
                    firstRow = reader.ReadLongCount(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new PageLocation(offset, size, firstRow);
    }

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.I64(1, Offset);
        writer.I32(2, Size);
        writer.I64(3, FirstRow);
        writer.EndStruct();
    }
}
