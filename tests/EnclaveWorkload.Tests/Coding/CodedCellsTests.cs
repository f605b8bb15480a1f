using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Coding;

/// <summary>A column and its distinct values with a code a row say the same.</summary>
public sealed class CodedCellsTests
{
    [Fact]
    public void A_number_is_found_again_among_more_than_the_first_table_holds()
    {
        long[] values = [.. Enumerable.Range(0, 20_000).Select(i => unchecked((i % 7_001) * 0x1234_5678_9ABC_DEFL))];
        CodedCells cells = CodedCells.Read(new Int64Column("x", values));
        IReadOnlyList<string> texts = cells.Texts();
        Assert.Equal(7_001, texts.Count);
        Assert.Equal(values.Select(value => $"{value}"), Coded.Codes(cells.Rows).Select(code => texts[code]));
    }

    [Fact]
    public void Absent_cells_and_infinities_are_no_numbers()
    {
        PrimitiveColumnBuilder<double> builder = new(new Field("x", ColumnType.Double, IsNullable: true));
        builder.Append(1.5);
        builder.AppendNull();
        builder.Append(double.NegativeInfinity);
        builder.Append(-0.0);
        CodedNumbers numbers = CodedCells.Read(builder.Build()).Numbers(number => number);
        Assert.Equal([1.5, double.NaN, double.NaN, 0.0], Coded.Cells(numbers.Rows, numbers.OfCode));
    }

    [Fact]
    public void An_absent_text_has_a_code_of_its_own()
    {
        CodedCells cells = CodedCells.Read(new StringColumn("x", "b", null, "a", "b"));
        Assert.Equal([0, 2, 1, 0], Coded.Codes(cells.Rows));
        Assert.Equal(["b", "a"], cells.Texts());
    }
}
