using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>What the pages of a chunk hold, so that readers may skip some. Source: parquet.thrift, ColumnIndex.</summary>
/// <param name="Pages">For each data page its nulls and bounds; a page of nulls alone has none.</param>
internal sealed record ColumnIndex(IReadOnlyList<ColumnStatistics> Pages)
{
    public static ColumnIndex? Read(ref ThriftReader reader)
    {
        List<bool> nullPages = [];
        List<byte[]> minima = [];
        List<byte[]> maxima = [];
        List<long> nullCounts = [];
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    reader.ReadBools(type, nullPages);
                    break;
                case 2 or 3:
                    int count = reader.ReadList(type, ThriftType.Binary);
                    for (int i = 0; i < count && !reader.Failed; i++)
                    {
                        (id == 2 ? minima : maxima).Add(reader.ReadBinary(ThriftType.Binary).ToArray());
                    }

                    break;
                case 5:
                    int counts = reader.ReadList(type, ThriftType.I64);
                    for (int i = 0; i < counts && !reader.Failed; i++)
                    {
                        nullCounts.Add(reader.ReadI64(ThriftType.I64));
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        bool isWhole = !reader.Failed && minima.Count == nullPages.Count && maxima.Count == nullPages.Count
            && (nullCounts.Count == 0 || nullCounts.Count == nullPages.Count);
        return isWhole
            ? new ColumnIndex([.. nullPages.Select((isNull, i) => new ColumnStatistics(
                nullCounts.Count == 0 ? null : nullCounts[i], isNull ? null : minima[i], isNull ? null : maxima[i]) { IsNull = isNull })])
            : null;
    }

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.BeginList(1, ThriftType.True, Pages.Count);
        foreach (ColumnStatistics page in Pages)
        {
            writer.BoolElement(page.IsNull);
        }

        WriteBounds(writer, 2, page => page.Minimum);
        WriteBounds(writer, 3, page => page.Maximum);

        // Unordered: pages are looked at one by one.
        writer.I32(4, 0);
        writer.BeginList(5, ThriftType.I64, Pages.Count);
        foreach (ColumnStatistics page in Pages)
        {
            writer.I64Element(page.NullCount!.Value);
        }

        writer.EndStruct();
    }

    private void WriteBounds(ThriftWriter writer, short id, Func<ColumnStatistics, byte[]?> bound)
    {
        writer.BeginList(id, ThriftType.Binary, Pages.Count);
        foreach (ColumnStatistics page in Pages)
        {
            writer.BinaryElement(bound(page) ?? []);
        }
    }
}
