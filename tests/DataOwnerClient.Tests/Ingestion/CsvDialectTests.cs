using System.Text;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ingestion;

public sealed class CsvDialectTests
{
    [Theory]
    [InlineData("id,n,x,s\na,1,1,b\n", ',', '"')]
    [InlineData("id;n;x;s\na;1;1;b,c\n", ';', '"')]
    [InlineData("id\tn\tx\ts\na\t1\t1\tb\n", '\t', '"')]
    [InlineData("id|n|x|s\na|1|1|b,c,d\n", '|', '"')]
    [InlineData("'id','n','x','s'\n'a','1','1','b,c'\n", ',', '\'')]
    [InlineData("id,n,x,s\na,1,1,it's\nb,1,1,\"x;y;z\"\n", ',', '"')]
    [InlineData("id,n,x,s\r\na,1,1,\"two\r\nlines; of; text; with; semicolons\"\r\n", ',', '"')]
    public void Delimiter_and_quote_are_found(string text, char delimiter, char quote)
    {
        IngestionReport report = Csv.Accepted(Csv.Ingest(text)).Report;
        Assert.Equal((delimiter, quote), (report.Dialect!.Delimiter, report.Dialect.Quote));
        Assert.Equal(0, report.BadRows);
    }

    [Theory]
    [InlineData("utf-8", nameof(CsvEncoding.Utf8), 3)]
    [InlineData("utf-16", nameof(CsvEncoding.Utf16LittleEndian), 2)]
    [InlineData("utf-16BE", nameof(CsvEncoding.Utf16BigEndian), 2)]
    public void A_byte_order_mark_tells_the_encoding(string name, string expected, int preamble)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("id,n,x,s\nä,1,1,é\n")];
        (Table table, IngestionReport report) = Csv.Accepted(Csv.Ingest(bytes));
        Assert.Equal((expected, preamble), (report.Dialect!.Encoding.ToString(), report.Dialect.PreambleLength));
        Assert.Equal("é", ((StringColumn)table["s"])[0]);
        Assert.Equal("ä", ((StringColumn)table["id"])[0]);
    }

    [Fact]
    public void Latin1_is_read_when_its_owner_says_so_and_refused_otherwise()
    {
        byte[] bytes = Encoding.Latin1.GetBytes("id,n,x,s\nä,1,1,é\n");
        Csv.Refused(IngestionFailure.UnknownEncoding, Csv.Ingest(bytes));
        (Table table, _) = Csv.Accepted(Csv.Ingest(bytes, declared: CsvEncoding.Latin1));
        Assert.Equal("é", ((StringColumn)table["s"])[0]);
    }

    [Fact]
    public void A_character_cut_by_the_end_of_the_head_is_no_wrong_encoding()
    {
        foreach (int shift in (int[])[0, 1, 2, 3])
        {
            string text = "id,n,x,s\n" + new string('a', shift) + string.Concat(Enumerable.Repeat("é€😀,1,1,s\n", 8_000));
            Assert.True(Encoding.UTF8.GetByteCount(text) > CsvDialectDetector.HeadLength);
            Csv.Accepted(Csv.Ingest(text));
        }
    }

    [Fact]
    public void Invalid_text_beyond_the_head_is_a_bad_row()
    {
        byte[] good = Encoding.UTF8.GetBytes("id,n,x,s\n" + string.Concat(Enumerable.Repeat("a,1,1,s\n", 20_000)));
        byte[] bad = [.. "b,1,1,"u8, 0xFF, (byte)'\n'];
        IngestionReport report = Csv.Accepted(Csv.Ingest([.. good, .. bad])).Report;
        Assert.Equal(new BadRow(20_002, BadRowReason.InvalidText, "s"), Assert.Single(report.FirstBadRows));
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0, 0 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 })]
    [InlineData(new byte[] { 0x50, 0x41, 0x52, 0x31 })]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD })]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46 })]
    [InlineData(new byte[] { 0x69, 0, 0x64, 0, 0x2C, 0 })]
    public void What_is_no_text_is_refused_by_name(byte[] bytes) =>
        Csv.Refused(IngestionFailure.NotText, Csv.Ingest(bytes));
}
