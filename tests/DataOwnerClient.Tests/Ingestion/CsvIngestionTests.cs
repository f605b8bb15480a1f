using System.Text;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.Parquet;
using Ingestible = EnclaveCleanRoom.Agreements.ColumnType;
using Roles = EnclaveCleanRoom.Agreements.ColumnRole;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ingestion;

public sealed class CsvIngestionTests
{
    [Fact]
    public void Cells_become_typed_columns()
    {
        (Table table, IngestionReport report) = Csv.Accepted(Csv.Ingest("id,n,x,s\n U1 ,12,-0.5,a^b\nu2,-9223372036854775808,1e3,\"x,\"\"y\"\"\"\n"));
        Assert.Equal(["u1", "u2"], Texts(table["id"]));
        Assert.Equal([12, long.MinValue], ((Int64Column)table["n"]).Values.ToArray());
        Assert.Equal([-0.5, 1000], ((DoubleColumn)table["x"]).Values.ToArray());
        Assert.Equal(["a^b", "x,\"y\""], Texts(table["s"]));
        Assert.Equal((2, 2, 1, 2), (report.RowsRead, report.RowsKept, report.IdsNormalised, report.DistinctIds));
    }

    [Fact]
    public void Absent_cells_stay_absent()
    {
        (Table table, IngestionReport report) = Csv.Accepted(Csv.Ingest("id,n,x,s\na,,NULL,\nb,1,nan,\\N\n"));
        Assert.Equal(1, table["n"].NullCount);
        Assert.Equal(2, table["x"].NullCount);
        Assert.Equal(2, table["s"].NullCount);
        Assert.Equal([0, 1, 2, 2], report.Columns.Select(column => column.AbsentCells));
    }

    [Fact]
    public void Columns_are_found_by_name_whatever_their_order_and_others_are_left_out()
    {
        (Table table, IngestionReport report) = Csv.Accepted(Csv.Ingest("s,secret,x,id,n\nt,zzz,1,a,2\n"));
        Assert.Equal(["id", "n", "x", "s"], table.Columns.Select(column => column.Name));
        Assert.Equal(["secret"], report.ColumnsLeftOut);
        Assert.Equal([2], ((Int64Column)table["n"]).Values.ToArray());
    }

    [Fact]
    public void Rows_without_identifier_are_left_out_and_counted()
    {
        (Table table, IngestionReport report) = Csv.Accepted(Csv.Ingest("id,n,x,s\na,1,1,s\n,1,1,s\n  ,1,1,s\nNULL,1,1,s\n", Csv.Plan with { MaximumBadShare = 0 }));
        Assert.Equal(["a"], Texts(table["id"]));
        Assert.Equal(3, report.NullIds);
        Assert.Equal(0, report.BadRows);
    }

    [Fact]
    public void Rows_without_consent_are_left_out_unread_and_nothing_of_them_stays()
    {
        IngestionPlan plan = Csv.Plan with { Columns = [.. Csv.Plan.Columns, Csv.Column("ok", Ingestible.String, Roles.Consent)], MaximumBadShare = 0 };
        (Table table, IngestionReport report) = Csv.Accepted(
            Csv.Ingest("id,n,x,s,ok\na,1,1,s,yes\nb,1,1,secret,no\nc,bad,bad,s,\nd,1,1,s,maybe\ne,1,1,s, TRUE \n", plan));
        Assert.Equal(["a", "e"], Texts(table["id"]));
        Assert.Equal(3, report.WithdrawnByConsent);
        Assert.Equal(["s"], ((StringColumn)table["s"]).Dictionary);
        Assert.Equal(["a", "e"], ((StringColumn)table["id"]).Dictionary);
    }

    [Fact]
    public void Rows_for_other_purposes_and_of_other_jurisdictions_are_left_out_unread()
    {
        IngestionPlan plan = Csv.Plan with
        {
            Columns =
            [
                .. Csv.Plan.Columns,
                Csv.Column("for", Ingestible.String, Roles.Purpose) with { Permitted = ["measurement", "modelling"] },
                Csv.Column("law", Ingestible.String, Roles.Jurisdiction) with { Permitted = ["DE", "AT"] },
            ],
            MaximumBadShare = 0,
        };
        (Table table, IngestionReport report) = Csv.Accepted(Csv.Ingest(
            "id,n,x,s,for,law\na,1,1,s,modelling^ads^Measurement,DE\nb,bad,1,secret,measurement,DE\nc,1,1,s,,AT\nd,1,1,s,measurement^modelling,FR\ne,1,1,s,measurement^modelling,\nf,1,1,s,modelling ^ measurement, at \n",
            plan));
        Assert.Equal(["a", "f"], Texts(table["id"]));
        Assert.Equal((0, 2, 2), (report.WithdrawnByConsent, report.OtherPurpose, report.OtherJurisdiction));
        Assert.Equal(report.RowsRead, report.RowsKept + report.OtherPurpose + report.OtherJurisdiction);
        Assert.Equal(["s"], ((StringColumn)table["s"]).Dictionary);
    }

    [Fact]
    public void A_column_of_purposes_that_names_none_permits_nobody()
    {
        IngestionPlan plan = Csv.Plan with { Columns = [.. Csv.Plan.Columns, Csv.Column("for", Ingestible.String, Roles.Purpose)] };
        IngestionRefusal refusal = Csv.Refused(IngestionFailure.NothingLeft, Csv.Ingest("id,n,x,s,for\na,1,1,s,anything\n", plan));
        Assert.Contains("purpose", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_bad_row_stays_in_a_dictionary()
    {
        (Table table, _) = Csv.Accepted(Csv.Ingest("id,n,x,s\nghost,1,x,ghost\na,1,1,s\n"));
        Assert.Equal(["a"], ((StringColumn)table["id"]).Dictionary);
        Assert.Equal(["s"], ((StringColumn)table["s"]).Dictionary);
    }

    [Fact]
    public void Repeated_identifiers_are_counted_and_kept_unless_one_row_a_person_was_declared()
    {
        const string Text = "id,n,x,s\na,1,1,s\nA ,2,1,s\nb,3,1,s\n";
        Assert.Equal(1, Csv.Accepted(Csv.Ingest(Text)).Report.RepeatedRows);
        (Table table, IngestionReport report) = Csv.Accepted(Csv.Ingest(Text, Csv.Plan with { OneRowPerPerson = true }));
        Assert.Equal(["a", "b"], Texts(table["id"]));
        Assert.Equal(new BadRow(3, BadRowReason.RepeatedId, "id"), Assert.Single(report.FirstBadRows));
    }

    [Theory]
    [InlineData("a,1,1,s,more", nameof(BadRowReason.WrongFieldCount), "")]
    [InlineData("a,1,1", nameof(BadRowReason.WrongFieldCount), "")]
    [InlineData("a,1.0,1,s", nameof(BadRowReason.NotAnInteger), "n")]
    [InlineData("a,9223372036854775808,1,s", nameof(BadRowReason.NotAnInteger), "n")]
    [InlineData("a,0x10,1,s", nameof(BadRowReason.NotAnInteger), "n")]
    [InlineData("a,1,\"1,5\",s", nameof(BadRowReason.NotANumber), "x")]
    [InlineData("a,1,one,s", nameof(BadRowReason.NotANumber), "x")]
    [InlineData("a,1,1e999,s", nameof(BadRowReason.NotFinite), "x")]
    [InlineData("a,1,-Infinity,s", nameof(BadRowReason.NotFinite), "x")]
    [InlineData("a,1,1,s\"t", nameof(BadRowReason.StrayQuote), "")]
    [InlineData("a,1,1,\"s\"t", nameof(BadRowReason.TextAfterClosingQuote), "")]
    [InlineData("a,1,1,\0", nameof(BadRowReason.InvalidText), "s")]
    [InlineData("a\u0001,1,1,s", nameof(BadRowReason.IdUnusableCharacter), "id")]
    public void A_bad_row_is_left_out_with_its_line_its_column_and_the_reason(string row, string reason, string column)
    {
        // The dialect is given: some of these rows would already be refused by its detection.
        using MemoryStream stream = new(Encoding.UTF8.GetBytes("id,n,x,s\r\ngood,1,1,\"two\nlines\"\r\n" + row + "\r\ngood,1,1,s\r\n"));
        (Table table, IngestionReport report) = Csv.Accepted(
            CsvIngestion.Ingest(stream, CsvDialect.Standard, Csv.Plan, TestContext.Current.CancellationToken));
        BadRow bad = Assert.Single(report.FirstBadRows);
        Assert.Equal((4L, reason, column), (bad.Line, bad.Reason.ToString(), bad.Column));
        Assert.Equal(2, table.RowCount);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_one_bad_row_to_the_end()
    {
        (_, IngestionReport report) = Csv.Accepted(Csv.Ingest("id,n,x,s\na,1,1,s\nb,1,1,\"open\nc,1,1,s\n"));
        Assert.Equal(1, report.RowsKept);
        Assert.Equal(new BadRow(3, BadRowReason.UnterminatedQuote, ""), Assert.Single(report.FirstBadRows));
    }

    [Fact]
    public void A_record_that_does_not_end_within_a_mebibyte_stops_the_file()
    {
        string text = "id,n,x,s\na,1,1,\"" + string.Concat(Enumerable.Repeat("b,1,1,s\n", 300_000));
        IngestionRefusal refusal = Csv.Refused(IngestionFailure.RecordTooLong, Csv.Ingest(text));
        Assert.Equal(2, refusal.Line);
    }

    [Fact]
    public void A_file_with_more_bad_rows_than_declared_is_refused_and_the_report_says_which()
    {
        string text = "id,n,x,s\n" + string.Concat(Enumerable.Range(0, 99).Select(i => $"u{i},1,1,s\n")) + "v,bad,1,s\n";
        IngestionPlan plan = Csv.Plan with { MaximumBadShare = IngestionPlan.DefaultMaximumBadShare };
        Assert.True(Csv.Ingest(text, plan).IsAccepted, "one row in a hundred is not more than one per cent");
        IngestionOutcome outcome = Csv.Ingest(text + "w,bad,1,s\n", plan);
        IngestionRefusal refusal = Csv.Refused(IngestionFailure.TooManyBadRows, outcome);
        Assert.Equal(101, refusal.Line);
        Assert.Equal(2, outcome.Report!.BadRowsByReason[BadRowReason.NotAnInteger]);
        Assert.DoesNotContain("bad,", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_first_hundred_bad_rows_are_listed_but_all_are_counted()
    {
        string text = "id,n,x,s\n" + string.Concat(Enumerable.Repeat("u,bad,1,s\n", 250)) + "u,1,1,s\n";
        (_, IngestionReport report) = Csv.Accepted(Csv.Ingest(text));
        Assert.Equal(250, report.BadRows);
        Assert.Equal(100, report.FirstBadRows.Count);
    }

    [Fact]
    public void Rejected_identifiers_count_as_bad_rows_with_their_reason()
    {
        IngestionPlan plan = Csv.Plan with { IdNormalisation = new IdNormalisation(new TrimRule(), EmailRule.Common) };
        (Table table, IngestionReport report) = Csv.Accepted(Csv.Ingest("id,n,x,s\nA.B+c@gmail.com,1,1,s\nnobody,1,1,s\n", plan));
        Assert.Equal(["ab@gmail.com"], Texts(table["id"]));
        Assert.Equal(1, report.RejectedIds);
        Assert.Equal(BadRowReason.IdNotAnEmailAddress, report.FirstBadRows[0].Reason);
    }

    [Fact]
    public void The_report_in_plain_lines_names_lines_and_reasons_but_no_value()
    {
        (_, IngestionReport report) = Csv.Accepted(Csv.Ingest("id,n,x,s,extra\nA,1,1,s,\na,secret,1,s,\n,1,1,s,\n"));
        Assert.Equal(
            [
                "3 rows read (comma-separated, quoted by \", UTF-8), 1 kept",
                "identifiers: 1 different, 0 rows repeat one, 1 normalised, 0 rejected, 1 absent",
                "not permitted: 0 by consent, 0 by purpose, 0 by jurisdiction",
                "bad rows: 1 (33.333 %)",
                "  NotAnInteger: 1",
                "  line 3: NotAnInteger in 'n'",
                "columns left out: extra",
            ],
            IngestionReportText.Lines(report));
    }

    [Fact]
    public void The_counts_of_a_report_add_up()
    {
        IngestionPlan plan = Csv.Plan with { Columns = [.. Csv.Plan.Columns, Csv.Column("ok", Ingestible.String, Roles.Consent)] };
        (_, IngestionReport report) = Csv.Accepted(Csv.Ingest("id,n,x,s,ok\na,1,1,s,1\n,1,1,s,1\nb,1,1,s,0\nc,?,1,s,1\nd,1,1\n", plan));
        Assert.Equal(5, report.RowsRead);
        Assert.Equal(report.RowsRead, report.RowsKept + report.BadRows + report.NullIds + report.WithdrawnByConsent);
    }

    [Theory]
    [InlineData("", nameof(IngestionFailure.Empty))]
    [InlineData(" \r\n \n", nameof(IngestionFailure.Empty))]
    [InlineData("id,n,x,s\n", nameof(IngestionFailure.NoRows))]
    [InlineData("id,n,x,s", nameof(IngestionFailure.NoRows))]
    [InlineData("just a text\nwithout columns\n", nameof(IngestionFailure.NoDelimiter))]
    [InlineData("id,n,x\na,1,2\n", nameof(IngestionFailure.MissingColumn))]
    [InlineData("id,n,x,S\na,1,2,s\n", nameof(IngestionFailure.MissingColumn))]
    [InlineData("id,n,n,x,s\na,1,1,2,s\n", nameof(IngestionFailure.RepeatedColumn))]
    [InlineData("id,n,,x,s\na,1,1,2,s\n", nameof(IngestionFailure.HeaderMissing))]
    [InlineData("196,242,3,881250949\n186,302,3,891717742\n", nameof(IngestionFailure.HeaderMissing))]
    [InlineData("id,n,x,s\n,1,1,s\n", nameof(IngestionFailure.NothingLeft))]
    [InlineData("id,n\u0001,x,s\na,1,1,s\n", nameof(IngestionFailure.MalformedHeader))]
    [InlineData("\"id,n,x,s\na,1,1,s\nb,1,1,s\n", nameof(IngestionFailure.NoDelimiter))]
    public void A_file_that_cannot_be_read_is_refused_with_the_reason(string text, string failure) =>
        Assert.Equal(failure, Csv.Ingest(text).Refusal?.Failure.ToString());

    [Fact]
    public void Too_many_columns_are_refused()
    {
        string header = string.Join(',', Enumerable.Range(0, 2001).Select(i => $"c{i}"));
        Csv.Refused(IngestionFailure.TooManyColumns, Csv.Ingest(header + "\n" + header + "\n"));
    }

    [Fact]
    public void A_file_without_header_is_read_with_given_names()
    {
        IngestionPlan plan = Csv.Plan with { HeaderlessNames = ["id", "n", "x", "s"] };
        (Table table, _) = Csv.Accepted(Csv.Ingest("196\t242\t3\t881250949\n186\t302\t3\t891717742\n", plan));
        Assert.Equal(["196", "186"], Texts(table["id"]));
        Assert.Equal([242, 302], ((Int64Column)table["n"]).Values.ToArray());
    }

    [Fact]
    public void A_cancelled_ingestion_stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        using MemoryStream stream = new("id,n,x,s\na,1,1,s\n"u8.ToArray());
        Assert.Throws<OperationCanceledException>(() => CsvIngestion.Ingest(stream, Csv.Plan, null, source.Token));
    }

    [Fact]
    public void A_plan_that_contradicts_itself_is_the_callers_mistake()
    {
        ColumnPlan id = Csv.Plan.Columns[0];
        Assert.Throws<ArgumentException>(() => Csv.Ingest("", Csv.Plan with { Columns = [] }));
        Assert.Throws<ArgumentException>(() => Csv.Ingest("", Csv.Plan with { Columns = [id, id with { Name = "other" }] }));
        Assert.Throws<ArgumentException>(() => Csv.Ingest("", Csv.Plan with { Columns = [id with { Type = Ingestible.Int64 }] }));
        Assert.Throws<ArgumentException>(() => Csv.Ingest("", Csv.Plan with { MaximumBadShare = 1.5 }));
        Assert.Throws<ArgumentException>(() => Csv.Ingest("", Csv.Plan with { Columns = [id, id with { Role = Roles.Categorical }] }));
    }

    private static IEnumerable<string?> Texts(Column column)
    {
        StringColumn texts = (StringColumn)column;
        return Enumerable.Range(0, texts.RowCount).Select(row => texts[row]);
    }
}
