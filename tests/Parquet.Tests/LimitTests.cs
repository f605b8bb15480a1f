using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>A limit refuses what it does not hold, whatever the file is like, and nothing else.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(PageCompression.None, false)]
    [InlineData(PageCompression.Snappy, false)]
    [InlineData(PageCompression.Gzip, true)]
    [InlineData(PageCompression.Brotli, true)]
    public void A_read_within_too_little_memory_is_refused_as_too_large(PageCompression compression, bool isEncrypted)
    {
        using TestKeys keys = new();
        ParquetWriterOptions options = new() { Compression = compression, RowGroupRows = 500, PageRows = 300, Encryption = isEncrypted ? keys.Encryption("Int64") : null };
        Table table = RandomTable.Make(4, 1_500);
        byte[] file = TestFile.Write(table, options);
        foreach (Field field in table.Schema)
        {
            GrowsUntilItIsRead(file, isEncrypted ? keys.Reader() : ParquetReaderOptions.Plaintext, field.Name);
        }
    }

    [Fact]
    public void Lists_within_too_little_memory_are_refused_as_too_large()
    {
        int[] ones = [.. Enumerable.Repeat(1, 5_000)];
        byte[] file = NestedFile.Make([NestedFile.Leaf("a", Repetition.Repeated)], 5_000, 1, ([.. ones.Select(_ => 0)], ones, ones));
        GrowsUntilItIsRead(file, ParquetReaderOptions.Plaintext, "a");
    }

    [Fact]
    public void A_footer_above_its_limit_is_refused_before_it_is_read()
    {
        byte[] file = TestFile.Write(new Table(new Int32Column("a", [1])), new ParquetWriterOptions());
        int length = BitConverter.ToInt32(file.AsSpan(file.Length - 8));
        TestFile.ReadOk(file, ParquetReaderOptions.Plaintext with { MaxFooterBytes = length });
        Assert.Equal(ParquetFailureReason.TooLarge, TestFile.ReadFails(file, ParquetReaderOptions.Plaintext with { MaxFooterBytes = length - 1 }).Reason);
    }

    private static void GrowsUntilItIsRead(byte[] file, ParquetReaderOptions options, string column)
    {
        int refused = 0;
        long limit = 1;
        while (TestFile.Read(file, options with { MaxDecodedBytes = limit }, column).Failure is { } failure)
        {
            Assert.Equal((ParquetFailureReason.TooLarge, column), (failure.Reason, failure.Column));
            refused++;
            limit = (limit * 3 / 2) + 1;
        }

        Assert.InRange(refused, 1, 60);
        TestFile.ReadOk(file, options with { MaxDecodedBytes = limit * 2 }, column);
    }
}
