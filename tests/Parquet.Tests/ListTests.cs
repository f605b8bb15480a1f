using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Tests;

public sealed class ListTests
{
    // optional group a (LIST) { repeated group list { optional int32 element } }
    private static readonly SchemaElement[] s_three =
    [
        NestedFile.Group("a", Repetition.Optional, LogicalKind.List),
        NestedFile.Group("list", Repetition.Repeated, LogicalKind.None),
        NestedFile.Leaf("element", Repetition.Optional),
    ];

    private static string Read(byte[] file)
    {
        Column lists = TestFile.ReadOk(file, ParquetReaderOptions.Plaintext, "a")["a"];
        return string.Join(' ', Enumerable.Range(0, lists.RowCount).Select(row => TableAssert.Cell(lists, row) ?? "null"));
    }

    [Fact]
    public void Absent_and_empty_lists_and_absent_elements_differ() =>
        Assert.Equal(
            "[1, null, 2] null [] [null] [3]",
            Read(NestedFile.Make(s_three, 5, 3, ([0, 1, 1, 0, 0, 0, 0], [3, 2, 3, 0, 1, 2, 3], [1, 2, 3]))));

    [Fact]
    public void A_list_may_go_on_in_the_next_page() =>
        Assert.Equal("[1, 2, 3] [4]", Read(NestedFile.Make(s_three, 2, 3, ([0, 1], [3, 3], [1, 2]), ([1, 0], [3, 3], [3, 4]))));

    [Fact]
    public void A_list_of_two_levels_is_read()
    {
        SchemaElement[] two = [NestedFile.Group("a", Repetition.Optional, LogicalKind.List), NestedFile.Leaf("array", Repetition.Repeated)];
        Assert.Equal("[1, 2] [] null", Read(NestedFile.Make(two, 3, 2, ([0, 1, 0, 0], [2, 2, 1, 0], [1, 2]))));
    }

    [Fact]
    public void A_repeated_column_is_a_list_that_is_never_absent()
    {
        byte[] file = NestedFile.Make([NestedFile.Leaf("a", Repetition.Repeated)], 2, 1, ([0, 0, 1], [0, 1, 1], [5, 6]));
        Assert.Equal("[] [5, 6]", Read(file));
        Assert.False(TestFile.ReadOk(file, ParquetReaderOptions.Plaintext)["a"].Field.IsNullable);
    }

    [Fact]
    public void Rows_are_taken_with_their_elements()
    {
        byte[] file = NestedFile.Make(s_three, 3, 3, ([0, 1, 0, 0], [3, 2, 0, 3], [1, 3]));
        Column taken = TestFile.ReadOk(file, ParquetReaderOptions.Plaintext)["a"].Take([2, -1, 0]).Rename("b");
        Assert.Equal(("b", 1), (taken.Name, taken.NullCount));
        Assert.Equal(["[3]", null, "[1, null]"], Enumerable.Range(0, 3).Select(row => TableAssert.Cell(taken, row)));
    }

    [Fact]
    public void An_element_before_the_first_list_is_refused() =>
        Refused(ParquetFailureReason.MalformedPage, NestedFile.Make(s_three, 1, 3, ([1, 0], [3, 3], [1, 2])));

    [Fact]
    public void An_element_after_an_absent_list_is_refused() =>
        Refused(ParquetFailureReason.MalformedPage, NestedFile.Make(s_three, 1, 3, ([0, 1], [0, 3], [1])));

    [Fact]
    public void More_lists_than_rows_are_refused() =>
        Refused(ParquetFailureReason.ValueCountMismatch, NestedFile.Make(s_three, 1, 3, ([0, 0], [3, 3], [1, 2])));

    [Fact]
    public void Fewer_lists_than_rows_are_refused() =>
        Refused(ParquetFailureReason.ValueCountMismatch, NestedFile.Make(s_three, 2, 3, ([0, 1], [3, 3], [1, 2])));

    [Fact]
    public void Fewer_elements_than_levels_say_are_refused() =>
        Refused(ParquetFailureReason.MalformedPage, NestedFile.Make(s_three, 1, 3, ([0, 1], [3, 3], [1])));

    [Theory]
    [InlineData("Map", "key_value", "map")]
    [InlineData("List", "array", "list inside a struct, or of structs")]
    [InlineData("None", "list", "list inside a struct, or of structs")]
    public void Other_nesting_is_refused_by_name(string outer, string inner, string expected)
    {
        SchemaElement[] schema =
        [
            NestedFile.Group("a", Repetition.Optional, Enum.Parse<LogicalKind>(outer)),
            NestedFile.Group(inner, Repetition.Repeated, LogicalKind.None),
            NestedFile.Leaf("element", Repetition.Optional),
        ];
        ParquetFailure failure = TestFile.ReadFails(NestedFile.Make(schema, 1, 3, ([0], [3], [1])), ParquetReaderOptions.Plaintext, $"a.{inner}.element");
        Assert.Equal((ParquetFailureReason.Unsupported, expected), (failure.Reason, failure.Detail));
    }

    [Fact]
    public void Lists_of_lists_and_structs_are_refused_by_name()
    {
        SchemaElement[] nested = [s_three[0], s_three[1], s_three[0], s_three[1], s_three[2]];
        Assert.Equal("nested list", TestFile.ReadFails(NestedFile.Make(nested, 1, 3, ([0], [3], [1])), ParquetReaderOptions.Plaintext, "a.list.a.list.element").Detail);
        SchemaElement[] inStruct = [NestedFile.Group("s", Repetition.Required, LogicalKind.None), NestedFile.Leaf("x", Repetition.Optional)];
        Assert.Equal("struct", TestFile.ReadFails(NestedFile.Make(inStruct, 1, 1, ([0], [1], [1])), ParquetReaderOptions.Plaintext, "s.x").Detail);
    }

    [Fact]
    public void Lists_are_not_written()
    {
        Table table = TestFile.ReadOk(NestedFile.Make(s_three, 1, 3, ([0], [3], [1])), ParquetReaderOptions.Plaintext);
        Assert.Throws<ArgumentException>(() => TestFile.Write(table, new ParquetWriterOptions()));
    }

    private static void Refused(ParquetFailureReason expected, byte[] file) =>
        Assert.Equal(expected, TestFile.ReadFails(file, ParquetReaderOptions.Plaintext, "a").Reason);
}
