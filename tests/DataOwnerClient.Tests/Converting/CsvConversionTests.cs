using System.Text;
using EnclaveCleanRoom.DataOwnerClient.Converting;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Tables;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Converting;

public sealed class CsvConversionTests
{
    [Fact]
    public void Every_cell_comes_back_as_it_was()
    {
        const string Csv = "i,b,n,d,day,at,t,q\n"
            + "1,9999999999,true,1.5,2026-11-22,2026-11-22T10:00:00.000000Z,Grüße,\"a,b\"\n"
            + ",,,,,,,\n"
            + "-7,-1,false,-0.25,1969-12-31,1969-12-31T23:59:59.999999Z,\"\",\"say \"\"hi\"\"\n\"\n";

        Table table = Convert(Csv);

        Assert.Equal(
            [ColumnType.Int32, ColumnType.Int64, ColumnType.Boolean, ColumnType.Double, ColumnType.Date, ColumnType.Timestamp, ColumnType.String, ColumnType.String],
            table.Schema.Select(field => field.Type));
        Assert.Equal(Csv, Write(table));
    }

    [Theory]
    [InlineData("007", "+5", "-0x")]
    [InlineData("1e5", "1.", ".5")]
    [InlineData("99999999999999999999", "1", "2")]
    [InlineData("0.1234567890123456", "1", "2")]
    [InlineData("2026-02-30", "2026-01-01", "2026-01-02")]
    [InlineData("2026-11-22T10:00:00", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z")]
    [InlineData("True", "true", "false")]
    public void Cells_that_would_not_come_back_stay_text(params string[] cells)
    {
        Table table = Convert($"x,y\n{string.Join('\n', cells.Select(cell => cell + ",1"))}\n");

        Assert.Equal(ColumnType.String, table["x"].Type);
        Assert.Equal(cells, Enumerable.Range(0, cells.Length).Select(row => ((StringColumn)table["x"])[row]));
    }

    [Theory]
    [InlineData("3000000000", ColumnType.Int64)]
    [InlineData("0.5", ColumnType.Double)]
    [InlineData("n/a", ColumnType.String)]
    [InlineData("\"\"", ColumnType.String)]
    public void A_late_cell_that_does_not_fit_widens_its_column_and_loses_nothing(string late, ColumnType expected)
    {
        StringBuilder csv = new("x,y\n");
        for (int i = 0; i < 400_000; i++)
        {
            csv.Append(i).Append(",2\n");
        }

        csv.Append(late).Append(",3\n");

        Table table = Convert(csv.ToString());

        Assert.Equal((expected, ColumnType.Int32), (table["x"].Type, table["y"].Type));
        Assert.Equal(csv.ToString(), Write(table));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3: another number of fields")]
    [InlineData("a,b\n1,2,3\n", "line 2: another number of fields")]
    [InlineData("a,b\n1,2\n\n3,4\n", "line 3: another number of fields")]
    [InlineData("a,b\n1,x\"y\n3,4\"\n", "line 2: a quote within a field")]
    [InlineData("a,b\n1,\"x\"y\n", "line 2: a quote within a field")]
    [InlineData("a,b\n1,\"x\n", "line 2: a quote that is never closed")]
    [InlineData("a,a\n1,2\n", "line 1: a column without a name")]
    [InlineData("a,\n1,2\n", "line 1: a column without a name")]
    public void A_file_with_one_bad_record_is_refused_with_its_line(string csv, string expected)
    {
        ClientException refusal = Assert.Throws<ClientException>(() => Convert(csv));
        Assert.StartsWith(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_dialects_and_encodings_are_read()
    {
        byte[] utf16 = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a;b\r\nÄ;1\r\n;2")];
        Table table = Convert(utf16, null);
        Assert.Equal("a,b\nÄ,1\n,2\n", Write(table));

        Assert.Equal("a,b\nÄ,1\n", Write(Convert(Encoding.Latin1.GetBytes("a\tb\nÄ\t1\n"), CsvEncoding.Latin1)));
        Assert.Contains("not valid UTF-8", Assert.Throws<ClientException>(() => Convert(Encoding.Latin1.GetBytes("a\tb\nÄ\t1\n"), null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_one_column_keeps_its_absent_cells()
    {
        Table table = Convert("a\n1\n\n3\n\n");
        Assert.Equal("a\n1\n\n3\n\n", Write(table));
    }

    [Fact]
    public void Fields_are_found_alike_with_and_without_quotes_in_the_file()
    {
        Random random = new(3);
        for (int i = 0; i < 200; i++)
        {
            string records = string.Concat(Enumerable.Range(0, random.Next(1, 400)).Select(_ => random.Next(4) switch { 0 => ",", 1 => "\n", _ => "xyz"[..random.Next(1, 3)] })) + "\n";
            int[] fast = [];
            int[] slow = [];
            byte[] bytes = Encoding.ASCII.GetBytes(records);
            Assert.Equal(CsvFault.None, FieldEnds.Find(bytes, (byte)',', (byte)'"', ref fast, out int fastCount, out _));
            Assert.Equal(CsvFault.None, FieldEnds.FindQuoted(bytes, (byte)',', (byte)'"', ref slow, out int slowCount, out _));
            Assert.Equal(slow[..slowCount], fast[..fastCount]);
        }
    }

    private static Table Convert(string csv) => Convert(Encoding.UTF8.GetBytes(csv), null);

    private static Table Convert(byte[] csv, CsvEncoding? declared)
    {
        using MemoryStream input = new(csv);
        using MemoryStream output = new();
        new CsvConversion(CsvSource.Open(input, declared), TestContext.Current.CancellationToken).Run(output, _ => new ParquetWriterOptions(), _ => { }, asText: false);
        Assert.True(ParquetFile.TryOpen(output, ParquetReaderOptions.Plaintext, out ParquetFile? file, out _));
        Assert.True(file.TryReadColumns([.. file.Schema.Select(field => field.Name)], out Table? table, out _));
        return table;
    }

    private static string Write(Table table)
    {
        StringWriter text = new();
        new TableText(text, [.. table.Schema.Select(field => field.Name)], [.. table.Schema.Select(_ => (string?)null)]).WriteCsv([table]);
        return text.ToString();
    }
}
