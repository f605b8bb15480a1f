using System.Buffers;
using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Thrift;
using Encoding = EnclaveCleanRoom.Parquet.Metadata.Encoding;

namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class WriterTests
{
    [Fact]
    public void A_signed_footer_can_be_read_by_all_and_changed_by_nobody()
    {
        using TestKeys keys = new();
        Table table = RandomTable.Make(3, 200);
        FileEncryption encryption = keys.Encryption("Int32") with { IsFooterEncrypted = false };
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { Encryption = encryption }, out WrittenFile written);
        ParquetReaderOptions signed = keys.Reader() with { Required = Protection.SignedFooter };

        Assert.Equal("PAR1"u8.ToArray(), file[..4]);
        TableAssert.Same(table, TestFile.ReadOk(file, signed));
        Assert.Equal(ParquetFailureReason.Unprotected, TestFile.ReadFails(file, keys.Reader()).Reason);
        using MemoryStream stream = new(file);
        Assert.True(EncryptedFooter.TryRead(stream, out EncryptedFooter? footer, out _));
        Assert.False(footer.IsFooterEncrypted);
        Assert.True(footer.FooterDigest.Span.SequenceEqual(written.FooterDigest.Span));
        file[file.AsSpan().IndexOf("version 0"u8)] ^= 1;
        Assert.Equal(ParquetFailureReason.FooterAuthentication, TestFile.ReadFails(file, signed).Reason);
    }

    [Fact]
    public void Key_value_metadata_comes_back_in_order()
    {
        Dictionary<string, string> pairs = new() { ["made by"] = "a test", ["leer"] = "", ["ä"] = "ö" };
        byte[] bytes = TestFile.Write(new Table(new Int32Column("a", [1])), new ParquetWriterOptions { KeyValueMetadata = pairs });
        Assert.True(ParquetFile.TryOpen(new MemoryStream(bytes), ParquetReaderOptions.Plaintext, out ParquetFile? file, out _));
        Assert.Equal(pairs.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value)), file.KeyValueMetadata);
    }

    [Fact]
    public void A_column_has_the_name_of_its_key_where_it_is_encrypted_and_none_elsewhere()
    {
        using TestKeys keys = new();
        Table table = new(new Int32Column("a", [1]), new Int32Column("b", [2]));
        Assert.True(ParquetFile.TryOpen(new MemoryStream(TestFile.Write(table, new ParquetWriterOptions { Encryption = keys.Encryption("a") })), keys.Reader(), out ParquetFile? file, out _));
        Assert.Equal(("a", "footer"), (file.KeyIdOf("a"), file.KeyIdOf("b")));
        Assert.True(ParquetFile.TryOpen(new MemoryStream(TestFile.Write(table, new ParquetWriterOptions())), ParquetReaderOptions.Plaintext, out file, out _));
        Assert.Null(file.KeyMetadataOf("a"));
        Assert.Null(file.KeyIdOf("a"));
    }

    [Fact]
    public void Row_groups_are_as_large_as_their_memory_allows()
    {
        Table table = new(new Int64Column("a", new long[10_000]), new DoubleColumn("b", new double[10_000]));
        byte[] bytes = TestFile.Write(table, new ParquetWriterOptions { RowGroupBytes = 16_000 });
        Assert.True(ParquetFile.TryOpen(new MemoryStream(bytes), ParquetReaderOptions.Plaintext, out ParquetFile? file, out _));
        Assert.Equal(10, file.RowGroupCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_dictionary_that_would_grow_too_large_ends_and_values_follow(bool isEncrypted)
    {
        using TestKeys keys = new();
        long[] numbers = [.. Enumerable.Range(0, 300_000).Select(i => unchecked((i / 3) * 0x5851F42D4C957F2DL))];
        Table table = new(new Int64Column("whole", numbers), new DoubleColumn("real", [.. numbers.Select(number => number / 7.0)]));
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { PageRows = 50_000, PageBytes = 1 << 20, Encryption = isEncrypted ? keys.Encryption("whole") : null });
        TableAssert.Same(table, TestFile.ReadOk(file, isEncrypted ? keys.Reader() : ParquetReaderOptions.Plaintext));
        if (!isEncrypted)
        {
            Assert.All(PageEncodings(file), pages => Assert.Equal(
                [new(PageType.Dictionary, Encoding.Plain, 1), new(PageType.Data, Encoding.RleDictionary, 3), new(PageType.Data, Encoding.Plain, 3)], pages));
        }
    }

    [Fact]
    public void A_dictionary_of_long_texts_ends_too()
    {
        Table table = new(new StringColumn("t", [.. Enumerable.Range(0, 600).Select(i => $"{i / 2} {new string((char)('a' + (i / 2 % 26)), 64_000)}")]));
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { PageRows = 100, PageBytes = 1 << 24, RowGroupBytes = 1 << 30 });
        TableAssert.Same(table, TestFile.ReadOk(file, ParquetReaderOptions.Plaintext));
        Assert.Equal(
            [new(PageType.Dictionary, Encoding.Plain, 1), new(PageType.Data, Encoding.RleDictionary, 5), new(PageType.Data, Encoding.Plain, 1)], PageEncodings(file).Single());
    }

    [Fact]
    public void Pages_end_at_their_bytes_or_at_their_rows_whichever_comes_first()
    {
        const int Rows = 40_000;
        Random random = new(5);
        Table table = new(
            new DoubleColumn("real", [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())]),
            new Int32Column("bit", [.. Enumerable.Range(0, Rows).Select(_ => random.Next(2))]),
            new BooleanColumn("truth", [.. Enumerable.Range(0, Rows).Select(i => i % 3 == 0)]),
            new StringColumn("text", [.. Enumerable.Range(0, Rows).Select(i => $"{i:D12}")]));
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { Compression = PageCompression.None, PageRows = 16_000, PageBytes = 1 << 15 });

        // 8 bytes, 1 bit (5,000 bytes in all), 1 bit, 4 and 12 bytes a row.
        Assert.Equal([10, 3, 3, 20], PageEncodings(file).Select(pages => pages.Where(page => page.Type == PageType.Data).Sum(page => page.Count)));
        TableAssert.Same(table, TestFile.ReadOk(file, ParquetReaderOptions.Plaintext));
    }

    [Fact]
    public void A_cell_longer_than_a_page_has_a_page_of_its_own()
    {
        Table table = new(new StringColumn("t", [.. Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), 5_000))]));
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { PageBytes = 1 });
        Assert.Equal(5, PageEncodings(file).Single().Single().Count);
        TableAssert.Same(table, TestFile.ReadOk(file, ParquetReaderOptions.Plaintext));
        Assert.Throws<ArgumentOutOfRangeException>(() => TestFile.Write(table, new ParquetWriterOptions { PageBytes = 0 }));
    }

    [Fact]
    public void A_column_chunk_has_no_more_pages_than_can_be_numbered()
    {
        Table table = new(new DoubleColumn("a", [.. Enumerable.Range(0, 100_000).Select(i => i / 7.0)]));
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { PageBytes = 1 });
        Assert.Equal(25_000, PageEncodings(file).Single().Sum(page => page.Count));
        TableAssert.Same(table, TestFile.ReadOk(file, ParquetReaderOptions.Plaintext));
    }

    [Fact]
    public void A_file_whose_key_has_sealed_enough_cannot_be_gone_on_with()
    {
        using TestKeys keys = new();
        Table table = RandomTable.Make(3, 20);
        using MemoryStream stream = new();
        using ParquetWriter writer = new(stream, table.Schema, new ParquetWriterOptions { Encryption = keys.Encryption() });
        writer.Write(table);
        long length = stream.Length;
        keys["footer"].CountSeals((1L << 32) - 200);

        Assert.Throws<InvalidOperationException>(() => writer.Write(table));
        Assert.Throws<InvalidOperationException>(writer.Finish);
        Assert.Equal(length, stream.Length);
    }

    private static List<IReadOnlyList<PageEncoding>> PageEncodings(byte[] file)
    {
        int length = BitConverter.ToInt32(file.AsSpan(file.Length - 8));
        ThriftReader reader = new(file.AsSpan(file.Length - 8 - length, length));
        return [.. FileMetaData.Read(ref reader)!.RowGroups.SelectMany(group => group.Columns).Select(chunk => chunk.MetaData!.PageEncodings)];
    }

    [Fact]
    public void Numbers_that_rise_slowly_are_written_as_differences()
    {
        Table table = new(
            new Int64Column("at", [.. Enumerable.Range(0, 100_000).Select(i => 1_700_000_000_000_000L + (i * 1_000_003L))]),
            new Int32Column("id", [.. Enumerable.Range(int.MaxValue - 100_000, 100_000)]));
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { Compression = PageCompression.None });
        Assert.True(file.Length < 100_000, $"{file.Length}");
        TableAssert.Same(table, TestFile.ReadOk(file, ParquetReaderOptions.Plaintext));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(130)]
    [InlineData(1_000)]
    public void Differences_of_any_numbers_come_back(int count)
    {
        Random random = new(count);
        foreach (int shift in (int[])[0, 8, 31, 40, 63])
        {
            long[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> shift)];
            ArrayBufferWriter<byte> packed = new();
            DeltaBinaryPackedWriter.Write<long>(values, packed);
            long[] back = new long[count];
            Assert.True(DeltaBinaryPacked.TryDecode(packed.WrittenSpan, back, out int consumed));
            Assert.Equal(values, back);
            Assert.Equal(packed.WrittenCount, consumed);

            int[] narrow = [.. values.Select(value => unchecked((int)value))];
            packed = new();
            DeltaBinaryPackedWriter.Write<int>(narrow, packed);
            Assert.True(DeltaBinaryPacked.TryDecode(packed.WrittenSpan, back, out _));
            Assert.Equal(narrow, back.Select(value => unchecked((int)value)));
        }
    }

    [Fact]
    public void Snappy_blocks_come_back_whatever_they_hold()
    {
        SnappyEncoder encoder = new();
        Random random = new(9);
        foreach (int length in (int[])[0, 1, 7, 59, 60, 61, 256, 257, 65_535, 65_536, 65_537, 200_000])
        {
            foreach (int alphabet in (int[])[1, 2, 4, 256])
            {
                byte[] input = new byte[length];
                for (int i = 0; i < length; i++)
                {
                    input[i] = i > 100 && random.Next(10) == 0 ? input[i - random.Next(1, 100)] : (byte)random.Next(alphabet);
                }

                byte[] output = new byte[SnappyEncoder.MaxLength(length)];
                int written = encoder.Encode(input, output);
                byte[] back = new byte[length];
                Assert.True(SnappyDecoder.TryDecode(output.AsSpan(0, written), back), $"{length} bytes of {alphabet}");
                Assert.Equal(input, back);
            }
        }
    }
}
