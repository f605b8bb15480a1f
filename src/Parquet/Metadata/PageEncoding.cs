using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>How many pages of one kind a chunk has in one encoding. Source: parquet.thrift, PageEncodingStats.</summary>
internal readonly record struct PageEncoding(PageType Type, Encoding Encoding, int Count)
{
    public static PageEncoding Read(ref ThriftReader reader)
    {
        int page = -1, encoding = -1, count = 0;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    page = reader.ReadI32(type);
                    break;
                case 2:
                    encoding = reader.ReadI32(type);
                    break;
                case 3:
                    count = reader.ReadI32(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new PageEncoding((PageType)page, (Encoding)encoding, count);
    }

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.I32(1, (int)Type);
        writer.I32(2, (int)Encoding);
        writer.I32(3, Count);
        writer.EndStruct();
    }
}
