using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Tests.Pooling;

/// <summary>What was read is zeroed when it is disposed, cannot be read afterwards, and never stays behind.</summary>
[Collection(AloneCollection.Name)]
public sealed class ColumnLifetimeTests : IDisposable
{
    private readonly TestKeys _keys = new();

    public void Dispose() => _keys.Dispose();

    [Theory]
    [InlineData(PageCompression.None)]
    [InlineData(PageCompression.Snappy)]
    [InlineData(PageCompression.Gzip)]
    public void A_table_that_was_read_is_zeroed_when_it_is_disposed(PageCompression compression)
    {
        byte[] file = Write(compression);
        long lent = Lent();
        Table table = Read(file);
        ColumnMemory memory = new(table.Columns);
        Assert.True(NativePool.Shared.LentBytes > lent);
        Assert.True(memory.NotZero > 10_000, $"{memory.NotZero}");

        table.Dispose();

        Assert.Equal(0, memory.NotZero);
        Assert.Equal(lent, NativePool.Shared.LentBytes);
    }

    [Fact]
    public void Rows_that_were_taken_or_filtered_and_lists_are_zeroed_too()
    {
        byte[] file = Write(PageCompression.None);
        byte[] lists = NestedFile.Make([NestedFile.Leaf("a", Repetition.Repeated)], 3, 1, ([0, 1, 0, 0], [1, 1, 1, 1], [5, 6, 7, 8]));
        long lent = Lent();
        using (Table table = Read(file))
        {
            // Taken texts share the dictionary of those they were taken from, which is not disposed yet.
            Check(table.Select(table.Schema.Where(field => field.Type != ColumnType.String).Select(field => field.Name)).Take([5, -1, 7, 7]));
            Assert.True(ParquetFile.TryOpen(new MemoryStream(file), _keys.Reader(), out ParquetFile? open, out _));
            Assert.True(open.TryReadRowGroup(0, [.. table.Schema.Select(field => field.Name)], RowFilter.Between("Int64", long.MinValue, 20), out Table? some, out _));
            Check(some);
        }

        Table list = TestFile.ReadOk(lists, ParquetReaderOptions.Plaintext);
        ListColumn elements = (ListColumn)list["a"];
        Check(list);
        Assert.Throws<ObjectDisposedException>(() => elements[0]);
        Assert.Throws<ObjectDisposedException>(() => elements.Elements);
        Assert.Equal(lent, NativePool.Shared.LentBytes);

        static void Check(Table made)
        {
            ColumnMemory memory = new(made.Columns);
            Assert.True(memory.NotZero > 0);
            made.Dispose();
            Assert.Equal(0, memory.NotZero);
        }
    }

    [Fact]
    public void What_nobody_disposed_comes_back_when_nobody_can_reach_it()
    {
        byte[] file = Write(PageCompression.Snappy);
        long lent = Lent();
        Assert.True(Forget(file) > lent);
        Assert.Equal(lent, Lent());
    }

    [Fact]
    public void Blocks_that_nobody_disposes_are_looked_for_before_they_add_up()
    {
        NativePool pool = new(0);
        long most = 0;
        for (int i = 0; i < 2_000 && pool.LentBytes >= most; i++)
        {
            most = pool.LentBytes;
            _ = pool.Lend(8 << 20);
            Thread.Sleep(1);
        }

        // The collector does not see how much they hold: without being asked it would have had no reason to look.
        Assert.InRange(most, 256 << 20, 1_999L * (8 << 20));
    }

    [Fact]
    public void A_read_that_is_refused_leaves_nothing_behind()
    {
        byte[] file = Write(PageCompression.Snappy);
        long lent = Lent();
        int refused = 0;
        for (int at = file.Length / 3; at < file.Length; at += file.Length / 40)
        {
            file[at] ^= 1;
            (Table? table, ParquetFailure? failure) = TestFile.Read(file, _keys.Reader());
            table?.Dispose();
            refused += failure is null ? 0 : 1;
            Assert.Equal(lent, NativePool.Shared.LentBytes);
            file[at] ^= 1;
        }

        Assert.True(refused > 10, $"{refused}");
        for (long limit = 1_000; TestFile.Read(file, _keys.Reader() with { MaxDecodedBytes = limit }) is { Failure: not null }; limit *= 2)
        {
            Assert.Equal(lent, NativePool.Shared.LentBytes);
        }
    }

    [Fact]
    public void A_column_that_was_disposed_cannot_be_read_nor_what_it_had_handed_out()
    {
        using Table table = Read(Write(PageCompression.None));
        foreach (Column column in table.Columns)
        {
            Bitmap? validity = column.Validity;
            StringDictionary? dictionary = (column as StringColumn)?.Dictionary;
            _ = dictionary?[0];
            int nulls = column.NullCount;
            column.Dispose();
            column.Dispose();

            Assert.All(Readings(column), reading => Assert.Throws<ObjectDisposedException>(reading));
            if (validity is not null)
            {
                Assert.Throws<ObjectDisposedException>(() => validity[0]);
                Assert.Throws<ObjectDisposedException>(() => validity.Words.Length);
            }

            if (dictionary is not null)
            {
                Assert.Throws<ObjectDisposedException>(() => dictionary[0]);
                Assert.Throws<ObjectDisposedException>(() => dictionary.Utf8(0).Length);
            }

            Assert.Equal((2_000, nulls), (column.RowCount, column.NullCount));
        }
    }

    [Fact]
    public void Columns_of_the_same_cells_keep_them_until_the_last_is_disposed()
    {
        byte[] file = Write(PageCompression.None);
        long lent = Lent();
        Table expected = Read(file);
        Table table = Read(file);
        Column[] others = [.. table.Columns.Select(column => column.Rename(column.Name))];
        ColumnMemory memory = new(others);
        long notZero = memory.NotZero;
        table.Dispose();
        table.Dispose();

        Assert.Equal(notZero, memory.NotZero);
        Table same = new(others);
        TableAssert.Same(expected, same);
        same.Dispose();
        expected.Dispose();
        Assert.Equal((0, lent), (memory.NotZero, NativePool.Shared.LentBytes));
    }

    [Fact]
    public void Rows_that_were_taken_outlive_the_column_with_its_dictionary()
    {
        Column taken;
        using (Table table = Read(Write(PageCompression.None)))
        {
            StringColumn texts = (StringColumn)table["String"];
            taken = texts.Take([3, 3]);
            Assert.Equal(texts[3], ((StringColumn)taken)[0]);
        }

        Assert.Equal(((StringColumn)taken)[0], ((StringColumn)taken)[1]);
        taken.Dispose();
    }

    [Fact]
    public void Arrays_of_the_caller_stay_as_they_are()
    {
        long[] values = [1, 2, 3];
        Bitmap present = new([true, false, true]);
        Int64Column column = new("a", values, present);
        column.Dispose();

        Assert.Equal([1, 2, 3], values);
        Assert.True(present[2]);
        Assert.Throws<ObjectDisposedException>(() => column.Values.Length);
        new Int64Column("b", values, present).Dispose();
    }

    [Fact]
    public void A_column_of_the_callers_may_have_the_validity_of_one_that_was_read()
    {
        Table table = Read(Write(PageCompression.None));
        Bitmap validity = table.Columns.Select(column => column.Validity).First(bits => bits is not null)!;
        Int64Column own = new("own", new long[2_000], validity);
        int nulls = Enumerable.Range(0, 2_000).Count(own.IsNull);
        table.Dispose();

        Assert.Equal(own.NullCount, nulls);
        Assert.Equal(nulls, Enumerable.Range(0, 2_000).Count(own.IsNull));
        own.Dispose();
        Assert.Throws<ObjectDisposedException>(() => validity[0]);
    }

    [Fact]
    public void A_dictionary_is_built_once()
    {
        long lent = Lent();
        StringDictionaryBuilder builder = new();
        Assert.Equal(0, builder.Add("a"));
        builder.LetGo();
        Assert.Throws<ObjectDisposedException>(builder.Build);
        Assert.Throws<ObjectDisposedException>(() => builder.Add("b"));
        Assert.Equal(lent, NativePool.Shared.LentBytes);
    }

    [Fact]
    public async Task Reads_side_by_side_do_not_meet_in_memory_that_is_used_again()
    {
        byte[] file = Write(PageCompression.Snappy);
        long lent = Lent();
        using (Table expected = Read(file))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
                () =>
                {
                    for (int i = 0; i < 8; i++)
                    {
                        using Table table = Read(file);
                        TableAssert.Same(expected, table);
                    }
                },
                TestContext.Current.CancellationToken)));
        }

        Assert.Equal(lent, Lent());
    }

    private static long Lent()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return NativePool.Shared.LentBytes;
    }

    private static IEnumerable<Action> Readings(Column column)
    {
        yield return () => _ = column.Validity;
        yield return () => column.IsNull(0);
        yield return () => column.Take([0]);
        yield return () => column.Rename("other");
        yield return column switch
        {
            PrimitiveColumn<bool> values => () => _ = values.Values.Length,
            PrimitiveColumn<int> values => () => _ = values.Values.Length,
            PrimitiveColumn<long> values => () => _ = values.Values.Length,
            PrimitiveColumn<float> values => () => _ = values.Values.Length,
            PrimitiveColumn<double> values => () => _ = values.Values.Length,
            DecimalColumn values => () => _ = values.Values.Length,
            StringColumn texts => () => _ = texts.Codes.Length,
            BinaryColumn strings => () => _ = strings[0].Length,
            _ => throw new ArgumentException("No such column.", nameof(column)),
        };
        if (column is StringColumn codes)
        {
            yield return () => _ = codes.Dictionary;
            yield return () => _ = codes[0];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Forget(byte[] file)
    {
        _ = Read(file);
        return NativePool.Shared.LentBytes;
    }

    private byte[] Write(PageCompression compression)
    {
        using Table table = RandomTable.Make(21, 2_000);
        return TestFile.Write(table, new ParquetWriterOptions { Compression = compression, RowGroupRows = 700, PageRows = 300, Encryption = _keys.Encryption("String") });
    }

    private Table Read(byte[] file) => TestFile.ReadOk(file, _keys.Reader());
}
