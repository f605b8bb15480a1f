using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.Parquet;
using Ingestible = EnclaveCleanRoom.Agreements.ColumnType;
using Roles = EnclaveCleanRoom.Agreements.ColumnRole;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ingestion;

public sealed class ParquetIngestionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parquet-ingestion").FullName;

    [Fact]
    public void A_parquet_file_gives_the_same_table_as_the_csv_file_it_was_made_from()
    {
        IngestionPlan plan = Csv.Plan with
        {
            Columns = [.. Csv.Plan.Columns, Csv.Column("b", Ingestible.Boolean, Roles.Categorical), Csv.Column("d", Ingestible.Date, Roles.Timestamp), Csv.Column("t", Ingestible.Timestamp, Roles.Timestamp)],
        };
        (Table fromCsv, IngestionReport csvReport) = Csv.Accepted(Csv.Ingest(
            "id,n,x,s,b,d,t\na,12,-0.1,x^y,true,1969-12-31,1969-12-31T23:59:59.999999Z\nb,,1e-300,\"é,\",no,2024-02-29,2026-11-22 10:00\na,-9,123456789.123456789,,,,\n", plan));
        (Table fromParquet, IngestionReport report) = Csv.Accepted(FileIngestion.Ingest(Write(fromCsv), plan, null, TestContext.Current.CancellationToken));
        Assert.Equal(csvReport with { Dialect = null }, report with { FirstBadRows = csvReport.FirstBadRows, BadRowsByReason = csvReport.BadRowsByReason, Columns = csvReport.Columns, ColumnsLeftOut = csvReport.ColumnsLeftOut });
        Assert.Equal(csvReport.Columns, report.Columns);
        Assert.Equal(fromCsv.Schema, fromParquet.Schema);
        Assert.Equal(((DoubleColumn)fromCsv["x"]).Values.ToArray(), ((DoubleColumn)fromParquet["x"]).Values.ToArray());
        Assert.Equal(((Int64Column)fromCsv["n"]).Values.ToArray(), ((Int64Column)fromParquet["n"]).Values.ToArray());
        Assert.Equal(((DateColumn)fromCsv["d"]).Values.ToArray(), ((DateColumn)fromParquet["d"]).Values.ToArray());
        Assert.Equal(((TimestampColumn)fromCsv["t"]).Values.ToArray(), ((TimestampColumn)fromParquet["t"]).Values.ToArray());
        Assert.Equal(((StringColumn)fromCsv["s"]).Dictionary, ((StringColumn)fromParquet["s"]).Dictionary);
        Assert.Equal(((StringColumn)fromCsv["s"]).Codes.ToArray(), ((StringColumn)fromParquet["s"]).Codes.ToArray());
    }

    [Fact]
    public void Identifiers_that_are_numbers_become_texts_and_wrong_values_are_bad_rows()
    {
        Table table = new(new Int64Column("id", [7, 8]), new DoubleColumn("n", [1, 1.5]), new Int64Column("x", [1, 2]), new StringColumn("s", "u", "v"), new StringColumn("more", "u", "v"));
        (Table read, IngestionReport report) = Csv.Accepted(FileIngestion.Ingest(Write(table), Csv.Plan, null, TestContext.Current.CancellationToken));
        Assert.Equal("7", ((StringColumn)read["id"])[0]);
        Assert.Equal([1.0], ((DoubleColumn)read["x"]).Values.ToArray());
        Assert.Equal(new BadRow(2, BadRowReason.NotAnInteger, "n"), Assert.Single(report.FirstBadRows));
        Assert.Equal(["more"], report.ColumnsLeftOut);
    }

    [Fact]
    public void A_missing_column_and_a_damaged_file_are_refused()
    {
        string path = Write(new Table(new StringColumn("id", "a")));
        Csv.Refused(IngestionFailure.MissingColumn, FileIngestion.Ingest(path, Csv.Plan, null, TestContext.Current.CancellationToken));
        byte[] bytes = System.IO.File.ReadAllBytes(path);
        System.IO.File.WriteAllBytes(path, bytes[..^5]);
        Csv.Refused(IngestionFailure.DamagedParquet, FileIngestion.Ingest(path, Csv.Plan, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Dates_beyond_the_calendar_are_bad_rows()
    {
        Table table = new(new StringColumn("id", "a", "b", "c"), new DateColumn("d", [0, int.MaxValue, int.MinValue]), new TimestampColumn("t", [0, long.MaxValue, long.MinValue]));
        IngestionPlan plan = Csv.Plan with
        {
            Columns = [Csv.Plan.Columns[0], Csv.Column("d", Ingestible.Date, Roles.Timestamp), Csv.Column("t", Ingestible.Timestamp, Roles.Timestamp)],
        };
        (_, IngestionReport report) = Csv.Accepted(FileIngestion.Ingest(Write(table), plan, null, TestContext.Current.CancellationToken));
        Assert.Equal([BadRowReason.NotADate, BadRowReason.NotADate], report.FirstBadRows.Select(bad => bad.Reason));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(Table table)
    {
        string path = Path.Combine(_folder, "table");
        AtomicFile.Write(path, stream => ParquetWriter.Write(stream, table, new ParquetWriterOptions()));
        return path;
    }
}
