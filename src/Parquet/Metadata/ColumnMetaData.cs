using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>Where the pages of one column of one row group lie and how they are packed. Source: parquet.thrift, ColumnMetaData.</summary>
internal sealed record ColumnMetaData
{
    public required PhysicalType Type { get; init; }

    public required IReadOnlyList<Encoding> Encodings { get; init; }

    public required IReadOnlyList<string> Path { get; init; }

    public required Codec Codec { get; init; }

    public required long ValueCount { get; init; }

    public required long UncompressedSize { get; init; }

    public required long CompressedSize { get; init; }

    public required long DataPageOffset { get; init; }

    /// <summary>Null when there is no dictionary page.</summary>
    public long? DictionaryPageOffset { get; init; }

    public ColumnStatistics? Statistics { get; init; }

    /// <summary>What encodings the pages have; empty when the file does not say.</summary>
    public IReadOnlyList<PageEncoding> PageEncodings { get; init; } = [];

    /// <summary>Whether the file says that every value of the chunk is in its dictionary.</summary>
    public bool IsAllInDictionary => PageEncodings.Any(page => page.Type is PageType.Data or PageType.DataV2)
        && PageEncodings.All(page => page.Type is not (PageType.Data or PageType.DataV2) || page.Encoding is Encoding.RleDictionary or Encoding.PlainDictionary);

    /// <summary>Where the first page of the chunk lies. Some writers say 0, or a number below it, for "no dictionary".</summary>
    public long Start => DictionaryPageOffset is { } offset && offset > 0 && offset < DataPageOffset ? offset : DataPageOffset;

    public static ColumnMetaData? Read(ref ThriftReader reader)
    {
        PhysicalType? physical = null;
        List<Encoding> encodings = [];
        List<string> path = [];
        Codec? codec = null;
        long? values = null, uncompressed = null, compressed = null, dataOffset = null, dictionaryOffset = null;
        ColumnStatistics? statistics = null;
        List<PageEncoding> pageEncodings = [];
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    physical = (PhysicalType)reader.ReadI32(type);
                    break;
                case 2:
                    int encodingCount = reader.ReadList(type, ThriftType.I32);
                    for (int i = 0; i < encodingCount && !reader.Failed; i++)
                    {
                        encodings.Add((Encoding)reader.ReadI32(ThriftType.I32));
                    }

                    break;
                case 3:
                    int parts = reader.ReadList(type, ThriftType.Binary);
                    for (int i = 0; i < parts && !reader.Failed; i++)
                    {
                        path.Add(reader.ReadText(ThriftType.Binary));
                    }

                    break;
                case 4:
                    codec = (Codec)reader.ReadI32(type);
                    break;
                case 5:
                    values = reader.ReadLongCount(type);
                    break;
                case 6:
                    uncompressed = reader.ReadLongCount(type);
                    break;
                case 7:
                    compressed = reader.ReadLongCount(type);
                    break;
                case 9:
                    dataOffset = reader.ReadLongCount(type);
                    break;
                case 12 when reader.Expect(type, ThriftType.Struct):
                    statistics = ColumnStatistics.Read(ref reader);
                    break;
                case 11:
                    dictionaryOffset = reader.ReadI64(type);
                    break;
                case 13:
                    int kinds = reader.ReadList(type, ThriftType.Struct);
                    for (int i = 0; i < kinds && !reader.Failed; i++)
                    {
                        pageEncodings.Add(PageEncoding.Read(ref reader));
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (reader.Failed || physical is null or < 0 or > PhysicalType.FixedLenByteArray || path.Count == 0 || codec is null
            || values is null || uncompressed is null || compressed is null || dataOffset is null)
        {
            reader.Fail();
            return null;
        }

        return new ColumnMetaData
        {
            Type = physical.Value,
            Encodings = encodings,
            Path = path,
            Codec = codec.Value,
            ValueCount = values.Value,
            UncompressedSize = uncompressed.Value,
            CompressedSize = compressed.Value,
            DataPageOffset = dataOffset.Value,
            DictionaryPageOffset = dictionaryOffset,
            Statistics = statistics,
            PageEncodings = pageEncodings,
        };
    }

    /// <summary>Writes the struct without its field header.</summary>
    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        WriteFields(writer);
        writer.EndStruct();
    }

    public void WriteFields(ThriftWriter writer)
    {
        writer.I32(1, (int)Type);
        writer.BeginList(2, ThriftType.I32, Encodings.Count);
        foreach (Encoding encoding in Encodings)
        {
            writer.I32Element((int)encoding);
        }

        writer.BeginList(3, ThriftType.Binary, Path.Count);
        foreach (string part in Path)
        {
            writer.TextElement(part);
        }

        writer.I32(4, (int)Codec);
        writer.I64(5, ValueCount);
        writer.I64(6, UncompressedSize);
        writer.I64(7, CompressedSize);
        writer.I64(9, DataPageOffset);
        if (DictionaryPageOffset is { } offset)
        {
            writer.I64(11, offset);
        }

        Statistics?.Write(writer, 12);
        if (PageEncodings.Count > 0)
        {
            writer.BeginList(13, ThriftType.Struct, PageEncodings.Count);
            foreach (PageEncoding page in PageEncodings)
            {
                page.Write(writer);
            }
        }
    }
}
