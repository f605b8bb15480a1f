using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;
using EnclaveCleanRoom.Parquet.Writing;
using Encoding = EnclaveCleanRoom.Parquet.Metadata.Encoding;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>What other writers make and the standard allows, or has allowed once.</summary>
public sealed class UnusualFileTests
{
    private static readonly byte[] s_threeAbsent = [3 << 1, 0];

    private static Column Read(RawFile file) => TestFile.ReadOk(file.Make(), ParquetReaderOptions.Plaintext, "a")["a"];

    private static string Cells(RawFile file)
    {
        Column column = Read(file);
        return string.Join(' ', Enumerable.Range(0, column.RowCount).Select(row => TableAssert.Cell(column, row) ?? "null"));
    }

    private static byte[] Ints(params IEnumerable<int> values) => [.. values.SelectMany(BitConverter.GetBytes)];

    [Theory]
    [InlineData((int)Codec.Snappy, "")]
    [InlineData((int)Codec.Snappy, "00")]
    [InlineData((int)Codec.Gzip, "1F8B080000000000000303000000000000000000")]
    [InlineData((int)Codec.Brotli, "06")]
    [InlineData((int)Codec.Lz4Raw, "00")]
    [InlineData((int)Codec.Zstd, "28B52FFD2000010000")]
    [InlineData((int)Codec.Zstd, "")]
    public void A_v2_page_of_absent_values_has_none_to_decompress(int codec, string values) =>
        Assert.Equal("null null null", Cells(new RawFile(
            RawFile.Column(PhysicalType.Float, Repetition.Optional),
            RawFile.DataPageV2(3, 3, s_threeAbsent, Convert.FromHexString(values), 0, isCompressed: true))
        { Codec = (Codec)codec, Rows = 3 }));

    [Fact]
    public void A_v2_page_that_says_nothing_of_compression_is_compressed_and_one_that_denies_it_is_not()
    {
        byte[] snappy = [8, 7 << 2, 1, 0, 0, 0, 2, 0, 0, 0];
        SchemaElement leaf = RawFile.Column(PhysicalType.Int32);
        Assert.Equal("1 2", Cells(new RawFile(leaf, RawFile.DataPageV2(2, 0, [], snappy, 8)) { Codec = Codec.Snappy, Rows = 2 }));
        Assert.Equal("1 2", Cells(new RawFile(leaf, RawFile.DataPageV2(2, 0, [], Ints(1, 2), 8, isCompressed: false)) { Codec = Codec.Snappy, Rows = 2 }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_dictionary_at_no_place_is_none(int offset) =>
        Assert.Equal("5 6", Cells(new RawFile(RawFile.Column(PhysicalType.Int32), RawFile.DataPage(2, Encoding.Plain, Ints(5, 6))) { Rows = 2, DictionaryOffset = offset }));

    [Fact]
    public void A_dictionary_before_the_data_that_the_footer_does_not_point_to_is_found() =>
        Assert.Equal("8 7 8", Cells(new RawFile(
            RawFile.Column(PhysicalType.Int32),
            RawFile.DictionaryPage(2, Ints(7, 8)),
            RawFile.DataPage(3, Encoding.PlainDictionary, [1, 3, 0b101]))
        { Rows = 3 }));

    [Fact]
    public void Pages_of_codes_and_pages_of_values_follow_each_other() =>
        Assert.Equal("8 7 8 100 101 7", Cells(new RawFile(
            RawFile.Column(PhysicalType.Int32),
            RawFile.DictionaryPage(2, Ints(7, 8)),
            RawFile.DataPage(3, Encoding.RleDictionary, [1, 3, 0b101]),
            RawFile.DataPage(2, Encoding.Plain, Ints(100, 101)),
            RawFile.DataPage(1, Encoding.RleDictionary, [1, 1 << 1, 0]))
        { Rows = 6, HasDictionary = true }));

    [Fact]
    public void Codes_of_no_bits_name_the_only_entry() =>
        Assert.Equal("7 7 7", Cells(new RawFile(
            RawFile.Column(PhysicalType.Int32),
            RawFile.DictionaryPage(1, Ints(7)),
            RawFile.DataPage(3, Encoding.RleDictionary, [0, 3 << 1]))
        { Rows = 3, HasDictionary = true }));

    [Fact]
    public void More_pages_than_sixteen_bits_count_are_read()
    {
        const int Pages = 40_000;
        Column column = Read(new RawFile(
            RawFile.Column(PhysicalType.Int32),
            [.. Enumerable.Range(0, Pages).Select(i => RawFile.DataPage(1, Encoding.Plain, Ints(i)))])
        { Rows = Pages });
        Assert.Equal(Enumerable.Range(0, Pages), ((Int32Column)column).Values.ToArray());
    }

    [Fact]
    public void Pages_without_a_value_are_read() =>
        Assert.Equal("1 2", Cells(new RawFile(
            RawFile.Column(PhysicalType.Int32),
            RawFile.DataPage(0, Encoding.Plain, []),
            RawFile.DataPage(1, Encoding.Plain, Ints(1)),
            RawFile.DataPage(0, Encoding.Plain, []),
            RawFile.DataPage(1, Encoding.Plain, Ints(2)))
        { Rows = 2 }));

    [Fact]
    public void A_row_group_without_rows_is_read()
    {
        Assert.Equal("", Cells(new RawFile(RawFile.Column(PhysicalType.Int32))));
        Assert.Equal("", Cells(new RawFile(RawFile.Column(PhysicalType.Int32), RawFile.DataPage(0, Encoding.Plain, []))));
    }

    [Fact]
    public void A_count_of_nulls_that_was_not_made_is_no_reason_to_refuse() =>
        Assert.Equal("5", Cells(new RawFile(RawFile.Column(PhysicalType.Int32), RawFile.DataPage(1, Encoding.Plain, Ints(5))) { Rows = 1, Statistics = new ColumnStatistics(-1, null, null) }));

    [Theory]
    [InlineData(11)] // UNKNOWN: always null
    [InlineData(16)] // VARIANT, which is for groups
    [InlineData(17)] // GEOMETRY
    [InlineData(2555)] // not yet thought of
    public void An_annotation_that_is_not_known_leaves_the_values_as_they_are(short annotation)
    {
        byte[] file = new RawFile(RawFile.Column(PhysicalType.Int32), RawFile.DataPage(2, Encoding.Plain, Ints(3, 4))) { Rows = 2 }.Make();
        Assert.Equal("3 4", string.Join(' ', ((Int32Column)TestFile.ReadOk(Annotated(file, annotation), ParquetReaderOptions.Plaintext)["a"]).Values.ToArray()));
    }

    [Fact]
    public void A_file_without_columns_opens_and_has_nothing_to_read()
    {
        FileMetaData footer = new() { Schema = [new SchemaElement { Name = "schema" }], RowCount = 0, RowGroups = [] };
        using MemoryStream stream = new([.. "PAR1"u8, .. FooterWriter.Plaintext(footer)]);
        Assert.True(ParquetFile.TryOpen(stream, ParquetReaderOptions.Plaintext, out ParquetFile? file, out ParquetFailure? failure), $"{failure}");
        Assert.Empty(file.Columns);
    }

    [Fact]
    public void A_key_may_have_no_value()
    {
        FileMetaData footer = new() { Schema = [new SchemaElement { Name = "schema" }], RowCount = 0, RowGroups = [], KeyValues = [("a", null), ("b", "")] };
        using MemoryStream stream = new([.. "PAR1"u8, .. FooterWriter.Plaintext(footer)]);
        Assert.True(ParquetFile.TryOpen(stream, ParquetReaderOptions.Plaintext, out ParquetFile? file, out _));
        Assert.Equal([new("a", null), new("b", "")], file.KeyValueMetadata);
    }

    [Theory]
    [InlineData("0000000A" + "00000006" + "14" + "61" + "0100" + "10" + "62")] // in Hadoop's frame
    [InlineData("00000009" + "00000005" + "14" + "61" + "0100" + "00" + "00000001" + "00000002" + "1062")] // in two frames
    [InlineData("14" + "61" + "0100" + "10" + "62")] // alone
    public void The_older_lz4_is_read_with_its_frame_and_without(string hex)
    {
        byte[] body = Convert.FromHexString(hex);
        string cells = Cells(new RawFile(
            RawFile.Column(PhysicalType.FixedLenByteArray) with { TypeLength = 10 },
            RawFile.DataPage(1, Encoding.Plain, body, uncompressed: 10))
        { Codec = Codec.Lz4, Rows = 1 });
        Assert.Equal("61616161616161616162", cells);
    }

    [Theory]
    [InlineData("0000000A" + "00000007" + "14" + "61" + "0100" + "10" + "62")] // a frame longer than the page
    [InlineData("0000000B" + "00000006" + "14" + "61" + "0100" + "10" + "62")] // a frame that would make more
    [InlineData("0000000A" + "00000006" + "14" + "61" + "0100" + "10" + "62" + "00")] // a byte too many
    public void Malformed_frames_of_the_older_lz4_are_refused(string hex) =>
        Assert.Equal(ParquetFailureReason.MalformedCompression, TestFile.ReadFails(
            new RawFile(
                RawFile.Column(PhysicalType.FixedLenByteArray) with { TypeLength = 10 },
                RawFile.DataPage(1, Encoding.Plain, Convert.FromHexString(hex), uncompressed: 10))
            { Codec = Codec.Lz4, Rows = 1 }.Make(),
            ParquetReaderOptions.Plaintext).Reason);

    /// <summary>Puts an annotation on the only column: its element, the second of the schema, gets field 10.</summary>
    private static byte[] Annotated(byte[] file, short annotation)
    {
        ThriftWriter plain = new();
        plain.BeginStruct();
        plain.I32(1, (int)PhysicalType.Int32);
        plain.I32(3, (int)Repetition.Required);
        plain.Text(4, "a");
        plain.EndStruct();
        ThriftWriter annotated = new();
        annotated.BeginStruct();
        annotated.I32(1, (int)PhysicalType.Int32);
        annotated.I32(3, (int)Repetition.Required);
        annotated.Text(4, "a");
        annotated.BeginStruct(10);
        annotated.EmptyStruct(annotation);
        annotated.EndStruct();
        annotated.EndStruct();
        int at = file.AsSpan().LastIndexOf(plain.Written);
        Assert.True(at > 0);
        int length = BitConverter.ToInt32(file.AsSpan(file.Length - 8)) + annotated.Written.Length - plain.Written.Length;
        return [.. file.AsSpan(0, at), .. annotated.Written, .. file.AsSpan(at + plain.Written.Length, file.Length - 8 - at - plain.Written.Length), .. BitConverter.GetBytes(length), .. "PAR1"u8];
    }
}
