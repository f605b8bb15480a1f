namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>Row groups are read side by side, and nobody can tell.</summary>
public sealed class ParallelReadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_table_is_the_same_for_any_number_of_threads(int threads)
    {
        Table table = RandomTable.Make(77, 2_500);
        using TestKeys keys = new();
        ParquetWriterOptions options = new() { RowGroupRows = 333, PageRows = 50, Encryption = keys.Encryption("Int32", "String?") };
        byte[] file = TestFile.Write(table, options, out WrittenFile written);
        using MemoryStream stream = new(file);
        Assert.True(ParquetFile.TryOpen(stream, keys.Reader() with { MaxDegreeOfParallelism = threads }, out ParquetFile? open, out _));
        Assert.True(open.TryReadColumns([.. table.Schema.Select(field => field.Name)], written.ColumnDigests, out Table? read, out ParquetFailure? failure), $"{failure}");
        TableAssert.Same(table, read);
        StringColumn texts = (StringColumn)read["String?"];
        Assert.Equal(texts.Dictionary.Distinct().Count(), texts.Dictionary.Count);
    }

    [Fact]
    public void Codes_of_texts_do_not_depend_on_the_number_of_threads()
    {
        Table table = new(new StringColumn("t", [.. Enumerable.Range(0, 900).Select(i => $"text {i * 7919 % 401}")]));
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { RowGroupRows = 100 });
        int[] one = Codes(file, 1);
        Assert.Equal(one, Codes(file, 5));
        Assert.Equal(Enumerable.Range(0, 10), one.Take(10));
    }

    [Fact]
    public void The_failure_that_is_told_is_the_first_whatever_thread_meets_it()
    {
        Table table = RandomTable.Make(5, 1_000).Select("Int32", "String", "Double");
        byte[] file = TestFile.Write(table, new ParquetWriterOptions { RowGroupRows = 100, Compression = PageCompression.None });
        for (int at = 4; at < file.Length / 2; at += 97)
        {
            file[at] ^= 0x55;
        }

        string first = Failure(file, 1);
        Assert.All(Enumerable.Range(2, 6), threads => Assert.Equal(first, Failure(file, threads)));
    }

    private static int[] Codes(byte[] file, int threads) =>
        ((StringColumn)TestFile.ReadOk(file, ParquetReaderOptions.Plaintext with { MaxDegreeOfParallelism = threads })["t"]).Codes.ToArray();

    private static string Failure(byte[] file, int threads) =>
        TestFile.ReadFails(file, ParquetReaderOptions.Plaintext with { MaxDegreeOfParallelism = threads }).ToString();
}
