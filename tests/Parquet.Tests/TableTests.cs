namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class TableTests
{
    private static Table Sample() => new(
        new Int32Column("id", [1, 2, 3]),
        new DoubleColumn("score", [0.5, 0, 2.5], new Bitmap([true, false, true])),
        new StringColumn("city", "Oslo", null, "Oslo"));

    [Fact]
    public void Equal_texts_share_one_code_and_absent_ones_have_minus_one()
    {
        StringColumn city = Assert.IsType<StringColumn>(Sample()["city"]);
        Assert.Equal([0, -1, 0], city.Codes.ToArray());
        Assert.Equal(["Oslo"], city.Dictionary);
        Assert.Null(city[1]);
        Assert.Equal(1, city.NullCount);
        Assert.True(city.Field.IsNullable);
    }

    [Fact]
    public void Taking_rows_reorders_repeats_and_leaves_absent_rows_for_minus_one()
    {
        Table taken = Sample().Take([2, -1, 0, 2]);
        Int32Column id = Assert.IsType<Int32Column>(taken["id"]);
        Assert.Equal([3, 0, 1, 3], id.Values.ToArray());
        Assert.True(id.IsNull(1));
        Assert.Equal(1, id.NullCount);
        Assert.True(taken["score"].IsNull(1));
        Assert.False(taken["score"].IsNull(2));
        Assert.Equal("Oslo", ((StringColumn)taken["city"])[3]);
    }

    [Fact]
    public void Taking_a_row_that_does_not_exist_throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample().Take([3]));

    [Fact]
    public void Selecting_keeps_the_asked_order() =>
        Assert.Equal(["city", "id"], Sample().Select("city", "id").Schema.Select(field => field.Name));

    [Fact]
    public void Columns_of_unlike_length_make_no_table() =>
        Assert.Throws<ArgumentException>(() => new Table(new Int32Column("a", [1]), new Int32Column("b", [1, 2])));

    [Fact]
    public void Two_columns_of_one_name_make_no_table() =>
        Assert.Throws<ArgumentException>(() => new Table(new Int32Column("a", [1]), new Int32Column("a", [1])));

    [Fact]
    public void A_column_that_is_not_nullable_holds_no_nulls()
    {
        Field required = new("a", ColumnType.Int32);
        Assert.Throws<ArgumentException>(() => new Int32Column(required, [1, 2], new Bitmap([true, false])));
        Assert.Throws<InvalidOperationException>(() => new PrimitiveColumnBuilder<int>(required).AppendNull());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void A_builder_remembers_which_cells_are_absent_wherever_the_first_one_lies(int firstNull)
    {
        PrimitiveColumnBuilder<long> builder = new(new Field("a", ColumnType.Int64, true));
        for (int row = 0; row < 300; row++)
        {
            builder.Append(row < firstNull || row % 3 == 0 ? row : null);
        }

        Int64Column column = Assert.IsType<Int64Column>(builder.Build());
        for (int row = 0; row < 300; row++)
        {
            bool present = row < firstNull || row % 3 == 0;
            Assert.Equal(present, !column.IsNull(row));
            Assert.Equal(present ? row : 0, column.Values[row]);
        }
    }

    [Fact]
    public void A_builder_refuses_a_field_of_another_type() =>
        Assert.Throws<ArgumentException>(() => new PrimitiveColumnBuilder<int>(new Field("a", ColumnType.Double)));

    [Fact]
    public void Many_distinct_texts_keep_their_order_of_appearance()
    {
        StringColumnBuilder builder = new(new Field("a", ColumnType.String));
        for (int i = 0; i < 20_000; i++)
        {
            builder.Append($"text {i % 7_001} ü");
        }

        StringColumn column = (StringColumn)builder.Build();
        Assert.Equal(7_001, column.Dictionary.Count);
        for (int i = 0; i < 20_000; i++)
        {
            Assert.Equal(i % 7_001, column.Codes[i]);
        }

        Assert.Equal("text 7000 ü", column.Dictionary[7_000]);
    }

    [Fact]
    public void Byte_strings_come_back_as_they_went_in()
    {
        BinaryColumnBuilder builder = new(new Field("a", ColumnType.Binary, true));
        builder.Append([1, 2]);
        builder.AppendNull();
        builder.Append([]);
        builder.Append([3]);
        BinaryColumn column = (BinaryColumn)builder.Build().Take([3, 1, 0, 2]);
        Assert.Equal([3], column[0].ToArray());
        Assert.True(column.IsNull(1));
        Assert.Equal([1, 2], column[2].ToArray());
        Assert.Equal(0, column[3].Length);
        Assert.False(column.IsNull(3));
    }
}
