using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;
using EnclaveCleanRoom.Parquet.Writing;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Makes plaintext files of one INT32 leaf with given levels, which the library reads and does not write.</summary>
internal static class NestedFile
{
    public static SchemaElement Group(string name, Repetition repetition, LogicalKind logical, int children = 1) =>
        new() { Name = name, Repetition = repetition, Logical = new(logical), ChildCount = children };

    public static SchemaElement Leaf(string name, Repetition repetition) =>
        new() { Name = name, Repetition = repetition, Type = PhysicalType.Int32 };

    /// <summary>A page a member of <paramref name="pages"/>: repetition levels, definition levels, values.</summary>
    public static byte[] Make(SchemaElement[] below, int rows, int maxDefinition, params (int[] Repetition, int[] Definition, int[] Values)[] pages)
    {
        List<byte> file = [.. "PAR1"u8];
        foreach ((int[] repetition, int[] definition, int[] values) in pages)
        {
            byte[] body = [.. Levels(repetition, 1), .. Levels(definition, maxDefinition > 1 ? 2 : 1), .. values.SelectMany(BitConverter.GetBytes)];
            PageHeader header = new()
            {
                Type = PageType.Data,
                ValueCount = definition.Length,
                Encoding = Metadata.Encoding.Plain,
                UncompressedSize = body.Length,
                CompressedSize = body.Length,
                Crc = Crc32.Compute(body),
            };
            ThriftWriter writer = new();
            header.Write(writer);
            file.AddRange(writer.Written);
            file.AddRange(body);
        }

        ColumnMetaData metaData = new()
        {
            Type = PhysicalType.Int32,
            Encodings = [Metadata.Encoding.Plain, Metadata.Encoding.Rle],
            Path = [.. below.Select(element => element.Name)],
            Codec = Codec.Uncompressed,
            ValueCount = pages.Sum(page => page.Definition.Length),
            UncompressedSize = file.Count - 4,
            CompressedSize = file.Count - 4,
            DataPageOffset = 4,
        };
        FileMetaData footer = new()
        {
            Schema = [new SchemaElement { Name = "schema", ChildCount = 1 }, .. below],
            RowCount = rows,
            RowGroups = [new RowGroup { Columns = [new ColumnChunk { MetaData = metaData }], RowCount = rows }],
        };
        return [.. file, .. FooterWriter.Plaintext(footer)];
    }

    private static byte[] Levels(int[] levels, int bitWidth)
    {
        System.Buffers.ArrayBufferWriter<byte> encoded = new();
        RleHybridWriter.Write(levels, bitWidth, encoded);
        return [.. BitConverter.GetBytes(encoded.WrittenCount), .. encoded.WrittenSpan];
    }
}
