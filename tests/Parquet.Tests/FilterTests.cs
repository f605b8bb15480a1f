namespace EnclaveCleanRoom.Parquet.Tests;

/// <summary>What a file says of its row groups and pages spares reading them, and never changes which rows come out.</summary>
public sealed class FilterTests
{
    private const int Rows = 4_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_that_cannot_hold_a_wanted_row_are_not_decoded(bool isEncrypted)
    {
        using TestKeys keys = new();
        ParquetFile file = Open(Sorted(), keys, isEncrypted);

        Assert.True(file.TryReadRowGroup(1, ["text", "day"], RowFilter.Between("day", 1_205, 1_310), out Table? table, out ParquetFailure? failure), $"{failure}");

        // Pages of 100 rows: 1200 to 1399 of two columns.
        Assert.Equal(Enumerable.Range(1_205, 106), ((DateColumn)table["day"]).Values.ToArray());
        Assert.Equal("text 1205", ((StringColumn)table["text"])[0]);
        Assert.Equal(4, file.DecodedPages);
    }

    [Fact]
    public void A_row_group_that_cannot_hold_a_wanted_row_costs_no_page()
    {
        using TestKeys keys = new();
        ParquetFile file = Open(Sorted(), keys, isEncrypted: true);

        Assert.True(file.TryReadRowGroup(0, ["text"], RowFilter.Between("day", 1_000, 1_100), out Table? table, out _));
        Assert.True(file.TryReadRowGroup(3, ["text"], RowFilter.In("text", "text 17", "text 18"), out Table? other, out _));

        Assert.Equal((0, 0, 0L), (table.RowCount, other.RowCount, file.DecodedPages));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_group_whose_dictionary_holds_no_wanted_value_costs_its_dictionary_alone(bool isEncrypted)
    {
        using TestKeys keys = new();
        Table table = new(
            new StringColumn("text", [.. Enumerable.Range(0, 800).Select(i => i < 400 ? (i % 2 == 0 ? "a" : "c") : "abc"[i % 3].ToString())]),
            new Int64Column("number", [.. Enumerable.Range(0, 800).Select(i => i < 400 ? i % 2 * 10L : i % 3 * 5L)], new Bitmap([.. Enumerable.Range(0, 800).Select(i => i % 7 != 0)])));
        foreach (RowFilter filter in (RowFilter[])[RowFilter.In("text", "b"), RowFilter.Between("number", 4, 6)])
        {
            ParquetFile file = Open(TestFile.Write(table, Options(keys, isEncrypted, "text")), keys, isEncrypted);
            Assert.True(file.TryReadRowGroup(0, ["text", "number"], filter, out Table? none, out ParquetFailure? failure), $"{failure}");
            Assert.Equal((0, 1L), (none.RowCount, file.DecodedPages));
            Assert.True(file.TryReadRowGroup(1, ["text", "number"], filter, out Table? some, out failure), $"{failure}");
            int[] wanted = [.. Enumerable.Range(400, 400).Where(row => filter.Column == "text" ? row % 3 == 1 : row % 3 == 1 && row % 7 != 0)];
            TableAssert.Same(table.Take(wanted).Columns[1], some["number"]);
            TableAssert.Same(table.Take(wanted).Columns[0], some["text"]);
        }
    }

    [Fact]
    public void A_dictionary_is_not_trusted_where_pages_beside_it_hold_values()
    {
        byte[] file = new RawFile(
            RawFile.Column(Metadata.PhysicalType.Int32),
            RawFile.DictionaryPage(1, [7, 0, 0, 0]),
            RawFile.DataPage(2, Metadata.Encoding.RleDictionary, [0, 2 << 1]),
            RawFile.DataPage(1, Metadata.Encoding.Plain, [5, 0, 0, 0]))
        {
            Rows = 3,
            HasDictionary = true,
            PageEncodings = [new(Metadata.PageType.Data, Metadata.Encoding.RleDictionary, 1), new(Metadata.PageType.Data, Metadata.Encoding.Plain, 1)],
        }.Make();
        Assert.True(ParquetFile.TryOpen(new MemoryStream(file), ParquetReaderOptions.Plaintext, out ParquetFile? open, out _));
        Assert.True(open.TryReadRowGroup(0, ["a"], RowFilter.Between("a", 5, 6), out Table? read, out ParquetFailure? failure), $"{failure}");
        Assert.Equal([5], ((Int32Column)read["a"]).Values.ToArray());
    }

    [Fact]
    public void Every_filter_gives_exactly_the_rows_that_a_look_at_each_gives()
    {
        using TestKeys keys = new();
        Table table = RandomTable.Make(11, 1_500);
        ParquetFile file = Open(TestFile.Write(table, Options(keys, isEncrypted: true, "Int32?", "String?")), keys, isEncrypted: true);
        string[] names = [.. table.Schema.Select(field => field.Name)];
        (RowFilter Filter, Func<int, bool> Holds)[] filters =
        [
            (RowFilter.Between("Int32?", -5, 1_000_000_000), row => Value<int>(table["Int32?"], row) is >= -5 and <= 1_000_000_000),
            (RowFilter.Between("Int64", long.MinValue, 20), row => Value<long>(table["Int64"], row) <= 20),
            (RowFilter.Between("Timestamp?", 0, long.MaxValue), row => Value<long>(table["Timestamp?"], row) >= 0),
            (RowFilter.Between("Float?", 0.0, 1e9), row => Value<float>(table["Float?"], row) is >= 0 and <= 1e9f),
            (RowFilter.Between("Double", double.NegativeInfinity, 0.5), row => Value<double>(table["Double"], row) <= 0.5),
            (RowFilter.In("String?", "", "text 3 é", "text 17 é"), row => ((StringColumn)table["String?"])[row] is "" or "text 3 é" or "text 17 é"),
        ];
        foreach ((RowFilter filter, Func<int, bool> holds) in filters)
        {
            int from = 0;
            for (int group = 0; group < file.RowGroupCount; group++)
            {
                Assert.True(file.TryReadRowGroup(group, names, filter, out Table? read, out ParquetFailure? failure), $"{filter.Column}: {failure}");
                int rows = Math.Min(400, table.RowCount - from);
                int[] wanted = [.. Enumerable.Range(from, rows).Where(row => !table[filter.Column].IsNull(row) && holds(row))];
                TableAssert.Same(table.Take(wanted).Columns[0], read.Columns[0]);
                Assert.All(Enumerable.Range(0, names.Length), i => TableAssert.Same(table.Columns[i].Take(wanted), read.Columns[i]));
                from += rows;
            }
        }
    }

    [Fact]
    public void A_filter_for_another_type_is_refused_by_name()
    {
        using TestKeys keys = new();
        ParquetFile file = Open(Sorted(), keys, isEncrypted: true);
        Assert.False(file.TryReadRowGroup(0, ["text"], RowFilter.Between("text", 0, 1), out _, out ParquetFailure? failure));
        Assert.Equal(ParquetFailureReason.Unsupported, failure.Reason);
        Assert.False(file.TryReadRowGroup(0, ["text"], RowFilter.Between("none", 0, 1), out _, out failure));
        Assert.Equal(ParquetFailureReason.NoSuchColumn, failure.Reason);
    }

    [Theory]
    [InlineData(ModuleType.ColumnIndex)]
    [InlineData(ModuleType.OffsetIndex)]
    public void An_index_with_a_changed_byte_does_not_authenticate(ModuleType type)
    {
        using TestKeys keys = new();
        byte[] file = TestFile.Write(Sorted(), Options(keys, isEncrypted: true, "text"));
        bool isMet = false;
        for (int at = file.Length * 2 / 3; at < file.Length && !isMet; at += 3)
        {
            file[at] ^= 1;
            using MemoryStream stream = new(file);
            isMet = ParquetFile.TryOpen(stream, keys.Reader(), out ParquetFile? open, out _)
                && !open.TryReadRowGroup(2, ["text"], RowFilter.Between("day", 1_100, 1_105), out _, out ParquetFailure? failure)
                && failure.Reason == ParquetFailureReason.ModuleAuthentication && failure.Module == type;
            file[at] ^= 1;
        }

        Assert.True(isMet);
    }

    [Fact]
    public void Long_texts_have_bounds_that_are_cut_and_still_hold_them()
    {
        string[] texts = [new string('é', 80), new string('z', 200), "a" + new string('\u007F', 90), string.Concat(Enumerable.Repeat("\U0001F600", 40))];
        using TestKeys keys = new();
        ParquetFile file = Open(TestFile.Write(new Table(new StringColumn("t", texts)), new ParquetWriterOptions { RowGroupRows = 1 }), keys, isEncrypted: false);
        for (int group = 0; group < texts.Length; group++)
        {
            Assert.True(file.TryReadRowGroup(group, ["t"], RowFilter.In("t", texts), out Table? read, out ParquetFailure? failure), $"{failure}");
            Assert.Equal(texts[group], ((StringColumn)read["t"])[0]);
        }
    }

    private static T? Value<T>(Column column, int row)
        where T : unmanaged => column.IsNull(row) ? null : ((PrimitiveColumn<T>)column).Values[row];

    private static Table Sorted() => new(
        new DateColumn("day", [.. Enumerable.Range(0, Rows)]),
        new StringColumn("text", [.. Enumerable.Range(0, Rows).Select(i => $"text {i}")]),
        new DoubleColumn("x", [.. Enumerable.Range(0, Rows).Select(i => i / 7.0)]));

    private static ParquetWriterOptions Options(TestKeys keys, bool isEncrypted, params string[] own) =>
        new() { RowGroupRows = 400, PageRows = 100, Encryption = isEncrypted ? keys.Encryption(own) : null };

    private static ParquetFile Open(Table table, TestKeys keys, bool isEncrypted) =>
        Open(TestFile.Write(table, Options(keys, isEncrypted, "text") with { RowGroupRows = 1_000 }), keys, isEncrypted);

    private static ParquetFile Open(byte[] bytes, TestKeys keys, bool isEncrypted)
    {
        Assert.True(ParquetFile.TryOpen(new MemoryStream(bytes), isEncrypted ? keys.Reader() : ParquetReaderOptions.Plaintext, out ParquetFile? file, out ParquetFailure? failure), $"{failure}");
        return file;
    }
}
