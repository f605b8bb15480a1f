using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>Where the data pages of a chunk lie. Source: parquet.thrift, OffsetIndex.</summary>
internal sealed record OffsetIndex(IReadOnlyList<PageLocation> Pages)
{
    public static OffsetIndex? Read(ref ThriftReader reader)
    {
        List<PageLocation> pages = [];
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            if (id != 1)
            {
                reader.Skip(type);
                continue;
            }

            int count = reader.ReadList(type, ThriftType.Struct);
            for (int i = 0; i < count && !reader.Failed; i++)
            {
                pages.Add(PageLocation.Read(ref reader));
            }
        }

        return reader.Failed ? null : new OffsetIndex(pages);
    }

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.BeginList(1, ThriftType.Struct, Pages.Count);
        foreach (PageLocation page in Pages)
        {
            page.Write(writer);
        }

        writer.EndStruct();
    }
}
