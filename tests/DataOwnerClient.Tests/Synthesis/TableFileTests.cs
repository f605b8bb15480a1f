using System.Text;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DataOwnerClient.Synthesis;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Synthesis;

/// <summary>Rows of a signed result as files: what is written, that both kinds are recognised again, and that nothing else is.</summary>
public sealed class TableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cleanroom-rows-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Csv_has_names_told_apart_by_their_table_and_quotes_what_needs_it()
    {
        string[] lines = File.ReadAllText(Write("rows.csv", Made.Answer)).Split('\n');
        Assert.Equal(["title,ads.age,members.age", "\"a \"\"b\"\", c\",40,\"\"", "plain,20,x", "\"\",\"\",x", ""], lines);
    }

    [Fact]
    public void Parquet_has_a_type_for_each_column_and_nulls_for_what_is_absent()
    {
        using FileStream stream = File.OpenRead(Write("rows.parquet", Made.Answer with { Columns = [.. Made.Answer.Columns, Made.Values("ads", "price", ["0.5", "1.25", ""], [1, 2, 0])] }));
        Assert.True(ParquetFile.TryOpen(stream, ParquetReaderOptions.Plaintext, out ParquetFile? file, out _));
        Assert.True(file.TryReadColumns(["title", "ads.age", "members.age", "price"], out Table? table, out _));
        Assert.Equal([ColumnType.String, ColumnType.Int64, ColumnType.String, ColumnType.Double], table.Columns.Select(column => column.Type));
        Assert.Equal(["a \"b\", c", "plain", null], Enumerable.Range(0, 3).Select(row => ((StringColumn)table["title"])[row]));
        Assert.Equal([40L, 20L], ((Int64Column)table["ads.age"]).Values[..2]);
        Assert.Equal(1.25, ((DoubleColumn)table["price"]).Values[0]);
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(table["ads.age"].IsNull));
    }

    [Theory]
    [InlineData("rows.csv")]
    [InlineData("rows.parquet")]
    public void What_was_written_is_recognised_and_another_answers_rows_are_not(string name)
    {
        string path = Write(name, Large(1));
        Assert.Null(Compare(path, Large(1)));
        TableDifference? other = Compare(path, Large(2));
        Assert.Equal(TableFault.OtherCell, other?.Fault);
        Assert.StartsWith("in row 1 a is '", other!.Detail, StringComparison.Ordinal);
        Assert.Equal(TableFault.OtherNumberOfRows, Compare(path, Rows(Large(1), 299_999))?.Fault);
        Assert.Equal(TableFault.OtherColumns, Compare(path, Large(1) with { Columns = [.. Large(1).Columns.Reverse()] })?.Fault);
        Assert.Equal(TableFault.OtherColumns, Compare(path, Large(1) with { Columns = [Large(1).Columns[0]] })?.Fault);
    }

    [Fact]
    public void A_csv_that_another_program_wrote_again_is_recognised_by_its_cells()
    {
        string path = At("rows.csv");
        File.WriteAllText(path, "\"title\",\"ads.age\",members.age\r\n\"a \"\"b\"\", c\",40.0,\r\nplain,20.0,x\r\n,,x\r\n");
        Assert.Null(Compare(path, Made.Answer));
    }

    [Fact]
    public void A_parquet_file_that_another_program_wrote_again_is_recognised_by_its_cells()
    {
        string path = At("rows.parquet");
        using (FileStream stream = File.Create(path))
        {
            ParquetWriter.Write(
                stream,
                new Table(
                    new StringColumn("title", "a \"b\", c", "plain", ""),
                    new DoubleColumn("ads.age", [40, 20, 0], new Bitmap([true, true, false])),
                    new StringColumn("members.age", null, "x", "x")),
                new ParquetWriterOptions { RowGroupRows = 2, Compression = PageCompression.None });
        }

        Assert.Null(Compare(path, Made.Answer));
    }

    [Theory]
    [InlineData("plain,20,x", "plain,40,x", TableFault.OtherCell, "in row 2 ads.age is '40'; signed is '20'")]
    [InlineData("plain,20,x", "plain,20.5,x", TableFault.OtherCell, "is '20.5'")]
    [InlineData("plain,20,x", "plain,,x", TableFault.OtherCell, "is ''; signed is '20'")]
    [InlineData("plain,20,x", "Plain,20,x", TableFault.OtherCell, "title is 'Plain'")]
    [InlineData("plain,20,x", "plain,20,x,y", TableFault.OtherCell, "in row 2")]
    [InlineData("plain,20,x\n", "", TableFault.OtherCell, "in row 2")]
    [InlineData("\"\",\"\",x\n", "", TableFault.OtherNumberOfRows, "it has 2 rows; signed are 3")]
    [InlineData("\"\",\"\",x\n", "\"\",\"\",x\n\"\",\"\",x\n", TableFault.OtherNumberOfRows, "it has 4 rows")]
    [InlineData("\"\",\"\",x\n", "\"\",\"\",x\n\"\",\"\",x,y\n", TableFault.Unreadable, "WrongFieldCount")]
    [InlineData("title,", "Title,", TableFault.OtherColumns, "its columns are Title")]
    [InlineData("title,", "", TableFault.OtherColumns, "signed are title, ads.age, members.age")]
    public void A_changed_csv_is_refused_and_the_first_difference_named(string what, string with, object fault, string detail)
    {
        string path = Write("rows.csv", Made.Answer);
        string text = File.ReadAllText(path);
        Assert.Contains(what, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(what, with, StringComparison.Ordinal));
        TableDifference? difference = Compare(path, Made.Answer);
        Assert.Equal(fault, difference?.Fault);
        Assert.Contains(detail, difference!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parquet_file_with_one_other_cell_or_type_or_none_at_all_is_refused()
    {
        SyntheticAnswer other = Made.Answer with { Columns = [Made.Answer.Columns[0], Made.Answer.Columns[1] with { Codes = SyntheticCodes.Write([1, 1, 2], 3) }, Made.Answer.Columns[2]] };
        TableDifference? cell = Compare(Write("other.parquet", other), Made.Answer);
        Assert.Equal((TableFault.OtherCell, "in row 2 ads.age is '40'; signed is '20'"), (cell!.Fault, cell.Detail));

        string typed = At("typed.parquet");
        using (FileStream stream = File.Create(typed))
        {
            ParquetWriter.Write(
                stream, new Table(new StringColumn("title", "a \"b\", c", "plain", null), new BooleanColumn("ads.age", [true, true, true]), new StringColumn("members.age", null, "x", "x")), new ParquetWriterOptions());
        }

        Assert.Equal(TableFault.OtherColumns, Compare(typed, Made.Answer)?.Fault);
        byte[] whole = File.ReadAllBytes(Write("rows.parquet", Made.Answer));
        foreach (byte[] damaged in new[] { [], whole[..^1], Encoding.UTF8.GetBytes("title,ads.age,members.age\n") })
        {
            File.WriteAllBytes(At("damaged.parquet"), damaged);
            Assert.Equal(TableFault.Unreadable, Compare(At("damaged.parquet"), Made.Answer)?.Fault);
        }
    }

    [Fact]
    public void Nothing_is_written_over_and_other_names_are_no_tables()
    {
        string path = Write("rows.csv", Made.Answer);
        byte[] before = File.ReadAllBytes(path);
        Assert.Contains("is not written over", Assert.Throws<ClientException>(() => Write("rows.csv", Made.Answer)).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(ExitCode.Usage, Assert.Throws<ClientException>(() => TableFile.Of("rows.xlsx")).ExitCode);
    }

    [Fact]
    public void A_write_that_is_stopped_leaves_nothing()
    {
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => TableFile.Of("rows.csv").Write(At("rows.csv"), SyntheticTable.Of(Made.Answer), _ => { }, stopped.Token));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    private static SyntheticAnswer Large(int seed)
    {
        ushort[] Codes(int step, int values) => [.. Enumerable.Range(0, 300_000).Select(row => (ushort)(((row + seed) * step) % values))];
        return Made.Answer with
        {
            Rows = 300_000,
            Columns = [Made.Values("t", "a", [.. Enumerable.Range(0, 400).Select(value => $"v{value}"), ""], Codes(7, 401)), Made.Values("t", "b", ["1", "2", "-3"], Codes(1, 3))],
        };
    }

    private static SyntheticAnswer Rows(SyntheticAnswer answer, int rows) => answer with
    {
        Rows = rows,
        Columns = [.. answer.Columns.Select(column => column with
        {
            Codes = SyntheticCodes.TryRead(column, answer.Rows, out ushort[]? codes) ? SyntheticCodes.Write(codes.AsSpan(0, rows), column.Values.Count) : "",
        })],
    };

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, SyntheticAnswer answer)
    {
        TableFile.Of(name).Write(At(name), SyntheticTable.Of(answer), _ => { }, TestContext.Current.CancellationToken);
        return At(name);
    }

    private static TableDifference? Compare(string path, SyntheticAnswer answer) =>
        TableFile.Of(path).Compare(path, SyntheticTable.Of(answer), _ => { }, TestContext.Current.CancellationToken);
}
