using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>
/// A small committed file that DuckDB 1.5.6 wrote: <c>SELECT uuid, time, interval, text, unsigned and tiny numbers FROM range(200)</c>, with Bloom
/// filters between its columns and its footer.
/// </summary>
public sealed class DuckDbFileTests
{
    private static readonly byte[] s_file = File.ReadAllBytes(Path.Combine(MutationCorpus.Folder, "duckdb.parquet"));
    private static readonly Table s_table = TestFile.ReadOk(s_file, ParquetReaderOptions.Plaintext);

    [Fact]
    public void Identifiers_are_the_16_bytes_that_they_are()
    {
        BinaryColumn ids = (BinaryColumn)s_table["id"];
        Assert.Equal(50, ids.NullCount);
        Assert.Equal(Guid.Parse("00010203-0405-0607-0809-0a0b0c0d0e02"), new Guid(ids[2], bigEndian: true));
        Assert.Equal("UUID", Column("id").LogicalType);
        Assert.Equal(16, Column("id").FixedLength);
    }

    [Fact]
    public void Times_are_the_stored_numbers_and_say_that_they_are_local()
    {
        const long TenTwentyThirty = (((10 * 60) + 20) * 60L * 1_000_000) + 30_000_001;
        Assert.Equal([TenTwentyThirty, TenTwentyThirty + 1, TenTwentyThirty + 2], ((Int64Column)s_table["at"]).Values[..3].ToArray());
        Assert.Equal("TIME(MICROS,local)", Column("at").LogicalType);
    }

    [Fact]
    public void Spans_are_months_days_and_milliseconds()
    {
        ReadOnlySpan<byte> span = ((BinaryColumn)s_table["span"])[7];
        Assert.Equal((7, 2, 3), (BinaryPrimitives.ReadInt32LittleEndian(span), BinaryPrimitives.ReadInt32LittleEndian(span[4..]), BinaryPrimitives.ReadInt32LittleEndian(span[8..])));
        Assert.Equal("INTERVAL", Column("span").LogicalType);
    }

    [Fact]
    public void Unsigned_and_tiny_numbers_keep_their_values()
    {
        Assert.Equal("199000001393", ((DecimalColumn)s_table["u"]).Text(199));
        Assert.Equal(99, ((Int32Column)s_table["t"]).Values[199]);
        Assert.Equal("w1", ((StringColumn)s_table["word"])[199]);
    }

    [Fact]
    public void A_filter_goes_by_the_statistics_of_others()
    {
        Assert.True(ParquetFile.TryOpen(new MemoryStream(s_file), ParquetReaderOptions.Plaintext, out ParquetFile? file, out _));
        Assert.True(file.TryReadRowGroup(0, ["word"], RowFilter.In("word", "w3"), out Table? none, out _));
        Assert.Equal((0, 0L), (none.RowCount, file.DecodedPages));
        Assert.True(file.TryReadRowGroup(0, ["word", "t"], RowFilter.Between("t", 5, 6), out Table? some, out _));
        Assert.Equal([5, 6, 5, 6], ((Int32Column)some["t"]).Values.ToArray());
    }

    [Fact]
    public void Encrypted_bloom_filters_are_passed_over()
    {
        using TestKeys keys = new();
        Table table = RandomTable.Make(8, 90).Select("Int64", "String?");
        byte[] plain = TestFile.Write(table, new ParquetWriterOptions { RowGroupRows = 40 });
        byte[] file = CtrFile.Make(plain, keys["footer"], "footer", withBloomFilters: true);
        ParquetReaderOptions options = ParquetReaderOptions.Encrypted(keys.Ring, AadPrefix.AsStored) with { Required = Protection.EncryptedFooter };
        TableAssert.Same(table, TestFile.ReadOk(file, options));
    }

    private static FileColumn Column(string name)
    {
        Assert.True(ParquetFile.TryOpen(new MemoryStream(s_file), ParquetReaderOptions.Plaintext, out ParquetFile? file, out _));
        return file.Columns.Single(column => column.Name == name);
    }
}
