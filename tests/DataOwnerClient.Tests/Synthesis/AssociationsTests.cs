using EnclaveCleanRoom.DataOwnerClient.Synthesis;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Synthesis;

public sealed class AssociationsTests
{
    private const int Rows = 3000;

    [Fact]
    public void A_copy_has_one_an_independent_column_none_and_a_blurred_copy_what_lies_between()
    {
        ushort[] column = Column(row => row % 4);
        double[][] found = Of(column, column, Column(row => row / 4 % 5), Column(row => row % 3 == 0 ? row / 12 % 4 : row % 4), Column(_ => 0));
        Assert.Equal(1, found[0][1], 0.001);
        Assert.InRange(found[0][2], 0, 0.02);
        Assert.InRange(found[0][3], 0.5, 0.8);
        Assert.Equal(0, found[0][4]);
        Assert.Equal(found[3][0], found[0][3]);
    }

    [Fact]
    public void Two_by_two_it_is_the_correlation()
    {
        // 40 %, 10 %, 10 %, 40 %: χ²/n is 0.36.
        double[][] found = Of(Column(row => row % 10 < 5 ? 0 : 1), Column(row => row % 10 is < 4 or 9 ? 0 : 1));
        Assert.Equal(0.6, found[0][1], 0.001);
    }

    [Fact]
    public void Few_rows_of_many_values_are_not_taken_for_strong()
    {
        Random random = new(1);
        double[][] found = Of(Column(_ => random.Next(30), 200), Column(_ => random.Next(30), 200));
        Assert.InRange(found[0][1], 0, 0.2);
    }

    private static ushort[] Column(Func<int, int> code, int rows = Rows) => [.. Enumerable.Range(0, rows).Select(row => (ushort)code(row))];

    private static double[][] Of(params ushort[][] columns) => Associations.Of(SyntheticTable.Of(Made.Answer with
    {
        Rows = columns[0].Length,
        Columns = [.. columns.Select((codes, i) => Made.Values("t", $"c{i}", [.. Enumerable.Range(0, 30).Select(value => $"{value}")], codes))],
    }));
}
