namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class RoundTripTests
{
    private static ParquetWriterOptions RandomOptions(Random random, FileEncryption? encryption) => new()
    {
        Compression = (PageCompression)random.Next(4),
        RowGroupRows = random.Next(2) == 0 ? random.Next(1, 700) : 1 << 18,
        PageRows = random.Next(10, 300),
        Encryption = encryption,
    };

    [Fact]
    public void Random_tables_come_back_as_they_were_written()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Random random = new(seed);
            Table table = RandomTable.Make(seed, random.Next(1, 1_500));
            TableAssert.Same(table, TestFile.ReadOk(TestFile.Write(table, RandomOptions(random, null)), ParquetReaderOptions.Plaintext));
        }
    }

    [Fact]
    public void Random_tables_come_back_from_encrypted_files()
    {
        using TestKeys keys = new();
        for (int seed = 100; seed < 120; seed++)
        {
            Random random = new(seed);
            Table table = RandomTable.Make(seed, random.Next(1, 900));
            string[] own = [.. table.Schema.Select(field => field.Name).Where(_ => random.Next(2) == 0)];
            byte[] bytes = TestFile.Write(table, RandomOptions(random, keys.Encryption(own)));
            TableAssert.Same(table, TestFile.ReadOk(bytes, keys.Reader()));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(65)]
    public void Tables_of_few_rows_come_back(int rows)
    {
        Table table = RandomTable.Make(rows, rows);
        TableAssert.Same(table, TestFile.ReadOk(TestFile.Write(table, new ParquetWriterOptions()), ParquetReaderOptions.Plaintext));
    }

    [Fact]
    public void Tables_written_one_after_the_other_come_back_as_one()
    {
        Table first = RandomTable.Make(1, 100);
        Table second = RandomTable.Make(2, 50);
        using MemoryStream stream = new();
        using ParquetWriter writer = new(stream, first.Schema, new ParquetWriterOptions());
        writer.Write(first);
        writer.Write(second);
        WrittenFile written = writer.Finish();
        Assert.Equal(150, written.RowCount);
        Assert.Equal(stream.Length, written.Length);
        Table both = TestFile.ReadOk(stream.ToArray(), ParquetReaderOptions.Plaintext);
        TableAssert.Same(first, both.Take([.. Enumerable.Range(0, 100)]));
        TableAssert.Same(second, both.Take([.. Enumerable.Range(100, 50)]));
    }

    [Fact]
    public void Only_the_named_columns_are_read_in_the_asked_order()
    {
        Table table = RandomTable.Make(3, 40);
        byte[] bytes = TestFile.Write(table, new ParquetWriterOptions());
        TableAssert.Same(table.Select("String", "Int64?"), TestFile.ReadOk(bytes, ParquetReaderOptions.Plaintext, "String", "Int64?"));
    }

    [Fact]
    public void A_column_is_read_without_the_keys_of_the_others()
    {
        using TestKeys writing = new();
        Table table = RandomTable.Make(4, 40);
        byte[] bytes = TestFile.Write(table, new ParquetWriterOptions { Encryption = writing.Encryption("Int32", "String") });
        using TestKeys reading = new();
        _ = (reading["footer"], reading["Int32"]);
        TableAssert.Same(table.Select("Int32", "Double"), TestFile.ReadOk(bytes, reading.Reader(), "Int32", "Double"));
        ParquetFailure failure = TestFile.ReadFails(bytes, reading.Reader(), "Int32", "String");
        Assert.Equal(ParquetFailureReason.UnknownKey, failure.Reason);
        Assert.Equal("String", failure.KeyId);
    }

    [Fact]
    public void A_table_of_another_schema_is_not_written()
    {
        using MemoryStream stream = new();
        using ParquetWriter writer = new(stream, RandomTable.Make(1, 1).Schema, new ParquetWriterOptions());
        Assert.Throws<ArgumentException>(() => writer.Write(new Table(new Int32Column("a", [1]))));
    }

    [Fact]
    public void A_finished_file_takes_no_more_rows()
    {
        Table table = RandomTable.Make(1, 1);
        using ParquetWriter writer = new(new MemoryStream(), table.Schema, new ParquetWriterOptions());
        writer.Finish();
        Assert.Throws<InvalidOperationException>(() => writer.Write(table));
        Assert.Throws<InvalidOperationException>(() => writer.Finish());
    }

    [Fact]
    public void Pages_that_could_not_be_numbered_are_refused() =>
        Assert.Throws<ArgumentException>(() => TestFile.Write(RandomTable.Make(1, 1), new ParquetWriterOptions { RowGroupRows = 40_000, PageRows = 1 }));
}
