using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;
using EnclaveCleanRoom.Parquet.Writing;
using Encoding = EnclaveCleanRoom.Parquet.Metadata.Encoding;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Makes plaintext files of one flat column page by page, as other writers make them and this one does not.</summary>
internal sealed record RawFile(SchemaElement Leaf, params byte[][] Pages)
{
    public Codec Codec { get; init; } = Codec.Uncompressed;

    public int Rows { get; init; }

    /// <summary>Whether the first page is a dictionary that the footer points to.</summary>
    public bool HasDictionary { get; init; }

    /// <summary>What the footer gives as the place of a dictionary where there is none.</summary>
    public long? DictionaryOffset { get; init; }

    public ColumnStatistics? Statistics { get; init; }

    public IReadOnlyList<PageEncoding> PageEncodings { get; init; } = [];

    public byte[] Make()
    {
        byte[] chunk = [.. Pages.SelectMany(page => page)];
        ColumnMetaData metaData = new()
        {
            Type = Leaf.Type!.Value,
            Encodings = [Encoding.Plain],
            Path = [Leaf.Name],
            Codec = Codec,
            ValueCount = Rows,
            UncompressedSize = chunk.Length,
            CompressedSize = chunk.Length,
            DataPageOffset = 4 + (HasDictionary ? Pages[0].Length : 0),
            DictionaryPageOffset = HasDictionary ? 4 : DictionaryOffset,
            Statistics = Statistics,
            PageEncodings = PageEncodings,
        };
        FileMetaData footer = new()
        {
            Schema = [new SchemaElement { Name = "schema", ChildCount = 1 }, Leaf],
            RowCount = Rows,
            RowGroups = [new RowGroup { Columns = [new ColumnChunk { MetaData = metaData }], RowCount = Rows }],
        };
        return [.. "PAR1"u8, .. chunk, .. FooterWriter.Plaintext(footer)];
    }

    public static SchemaElement Column(PhysicalType type, Repetition repetition = Repetition.Required, LogicalKind logical = LogicalKind.None) =>
        new() { Name = "a", Repetition = repetition, Type = type, Logical = new(logical) };

    public static byte[] DictionaryPage(int count, byte[] body) => Page(new PageHeader { Type = PageType.Dictionary, ValueCount = count, Encoding = Encoding.Plain }, body);

    public static byte[] DataPage(int count, Encoding encoding, byte[] body, int? uncompressed = null) =>
        Page(new PageHeader { Type = PageType.Data, ValueCount = count, Encoding = encoding }, body, uncompressed);

    /// <summary>A page of version 2 without repetition levels.</summary>
    public static byte[] DataPageV2(int count, int nulls, byte[] levels, byte[] values, int uncompressedValues, bool? isCompressed = null)
    {
        ThriftWriter writer = new();
        writer.BeginStruct();
        writer.I32(1, (int)PageType.DataV2);
        writer.I32(2, levels.Length + uncompressedValues);
        writer.I32(3, levels.Length + values.Length);
        writer.BeginStruct(8);
        writer.I32(1, count);
        writer.I32(2, nulls);
        writer.I32(3, count);
        writer.I32(4, (int)Encoding.Plain);
        writer.I32(5, levels.Length);
        writer.I32(6, 0);
        if (isCompressed is { } said)
        {
            writer.Bool(7, said);
        }

        writer.EndStruct();
        writer.EndStruct();
        return [.. writer.Written, .. levels, .. values];
    }

    private static byte[] Page(PageHeader header, byte[] body, int? uncompressed = null)
    {
        ThriftWriter writer = new();
        (header with { UncompressedSize = uncompressed ?? body.Length, CompressedSize = body.Length }).Write(writer);
        return [.. writer.Written, .. body];
    }
}
