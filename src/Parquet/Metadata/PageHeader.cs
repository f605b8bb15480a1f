using EnclaveCleanRoom.Parquet.Thrift;

namespace EnclaveCleanRoom.Parquet.Metadata;

/// <summary>What precedes a page, its kinds flattened into one value. Source: parquet.thrift, PageHeader.</summary>
internal readonly record struct PageHeader
{
    public PageType Type { get; init; }

    /// <summary>Bytes after decompression; of a v2 page, levels included.</summary>
    public int UncompressedSize { get; init; }

    /// <summary>Bytes as they lie in the file, an encrypted module's frame included.</summary>
    public int CompressedSize { get; init; }

    /// <summary>CRC-32 of the page as it lies in the file; null when the file gives none.</summary>
    public uint? Crc { get; init; }

    /// <summary>Values, absent ones included; of a dictionary page, entries.</summary>
    public int ValueCount { get; init; }

    public Encoding Encoding { get; init; }

    /// <summary>Of a v1 page.</summary>
    public Encoding DefinitionEncoding { get; init; }

    /// <summary>Of a v1 page.</summary>
    public Encoding RepetitionEncoding { get; init; }

    /// <summary>Of a v2 page.</summary>
    public int NullCount { get; init; }

    /// <summary>Of a v2 page, in bytes.</summary>
    public int DefinitionLength { get; init; }

    /// <summary>Of a v2 page, in bytes.</summary>
    public int RepetitionLength { get; init; }

    /// <summary>Whether the values of a v2 page are compressed.</summary>
    public bool IsCompressed { get; init; }

    public static bool TryRead(ref ThriftReader reader, out PageHeader header)
    {
        header = new PageHeader { IsCompressed = true };
        int? pageType = null, uncompressed = null, compressed = null;
        bool isDescribed = false;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    pageType = reader.ReadI32(type);
                    break;
                case 2:
                    uncompressed = reader.ReadCount(type);
                    break;
                case 3:
                    compressed = reader.ReadCount(type);
                    break;
                case 4:
                    header = header with { Crc = unchecked((uint)reader.ReadI32(type)) };
                    break;
                case 5 when pageType == (int)PageType.Data && reader.Expect(type, ThriftType.Struct):
                    header = ReadData(ref reader, header);
                    isDescribed = true;
                    break;
                case 7 when pageType == (int)PageType.Dictionary && reader.Expect(type, ThriftType.Struct):
                    header = ReadDictionary(ref reader, header);
                    isDescribed = true;
                    break;
                case 8 when pageType == (int)PageType.DataV2 && reader.Expect(type, ThriftType.Struct):
                    header = ReadDataV2(ref reader, header);
                    isDescribed = true;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (reader.Failed || pageType is null || uncompressed is null || compressed is null)
        {
            return false;
        }

        header = header with { Type = (PageType)pageType, UncompressedSize = uncompressed.Value, CompressedSize = compressed.Value };
        return isDescribed || header.Type is not (PageType.Data or PageType.Dictionary or PageType.DataV2);
    }

    public void Write(ThriftWriter writer)
    {
        writer.BeginStruct();
        writer.I32(1, (int)Type);
        writer.I32(2, UncompressedSize);
        writer.I32(3, CompressedSize);
        if (Crc is { } crc)
        {
            writer.I32(4, unchecked((int)crc));
        }

        writer.BeginStruct(Type == PageType.Data ? (short)5 : (short)7);
        writer.I32(1, ValueCount);
        writer.I32(2, (int)Encoding);
        if (Type == PageType.Data)
        {
            writer.I32(3, (int)Encoding.Rle);
            writer.I32(4, (int)Encoding.Rle);
        }

        writer.EndStruct();
        writer.EndStruct();
    }

    private static PageHeader ReadData(ref ThriftReader reader, PageHeader header)
    {
        int? count = null, encoding = null;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    count = reader.ReadCount(type);
                    break;
                case 2:
                    encoding = reader.ReadI32(type);
                    break;
                case 3:
                    header = header with { DefinitionEncoding = (Encoding)reader.ReadI32(type) };
                    break;
                case 4:
                    header = header with { RepetitionEncoding = (Encoding)reader.ReadI32(type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return Complete(ref reader, header, count, encoding);
    }

    private static PageHeader ReadDictionary(ref ThriftReader reader, PageHeader header)
    {
        int? count = null, encoding = null;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    count = reader.ReadCount(type);
                    break;
                case 2:
                    encoding = reader.ReadI32(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return Complete(ref reader, header, count, encoding);
    }

    private static PageHeader ReadDataV2(ref ThriftReader reader, PageHeader header)
    {
        int? count = null, encoding = null, nulls = null, definition = null, repetition = null;
        bool isCompressed = true;
        short id = 0;
        while (reader.ReadField(ref id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    count = reader.ReadCount(type);
                    break;
                case 2:
                    nulls = reader.ReadCount(type);
                    break;
                case 4:
                    encoding = reader.ReadI32(type);
                    break;
                case 5:
                    definition = reader.ReadCount(type);
                    break;
                case 6:
                    repetition = reader.ReadCount(type);
                    break;
                case 7:
                    isCompressed = reader.ReadBool(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (nulls is null || definition is null || repetition is null)
        {
            reader.Fail();
        }

        return Complete(ref reader, header, count, encoding) with
        {
            NullCount = nulls ?? 0,
            DefinitionLength = definition ?? 0,
            RepetitionLength = repetition ?? 0,
            IsCompressed = isCompressed,
        };
    }

    private static PageHeader Complete(ref ThriftReader reader, PageHeader header, int? count, int? encoding)
    {
        if (count is null || encoding is null)
        {
            reader.Fail();
        }

        return header with { ValueCount = count ?? 0, Encoding = (Encoding)(encoding ?? 0) };
    }
}
