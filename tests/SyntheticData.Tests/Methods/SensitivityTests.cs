using EnclaveCleanRoom.SyntheticData.Counting;
using EnclaveCleanRoom.SyntheticData.Methods;

namespace EnclaveCleanRoom.SyntheticData.Tests.Methods;

/// <summary>Whatever one person's rows are, nothing that is noised or chosen by moves by more than is declared.</summary>
public sealed class SensitivityTests
{
    private const int RowsPerPerson = 4;
    private static readonly int[] s_sizes = [3, 5, 4];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Counts_and_scores_move_by_no_more_than_a_persons_rows(int seed)
    {
        Random random = new(seed);
        DiscreteTable table = Tables.Chain(200, seed, s_sizes);
        int rows = random.Next(1, RowsPerPerson + 1);
        HashSet<int> person = [.. Enumerable.Range(random.Next(190), rows)];
        DiscreteTable without = Tables.Without(table, person);
        PairTables tables = Pairs(table);
        PairTables fewer = Pairs(without);
        for (int pair = 0; pair < tables.Pairs.Length; pair++)
        {
            long[] changes = [.. tables.Counts(pair).ToArray().Zip(fewer.Counts(pair).ToArray(), (left, right) => Math.Abs(left - right))];
            Assert.Equal(rows, changes.Sum());
            Assert.InRange(changes.Sum(change => change * change), 1, (long)RowsPerPerson * RowsPerPerson);

            double[] model = [.. Enumerable.Range(0, changes.Length).Select(_ => random.NextDouble() / changes.Length)];
            Assert.InRange(Math.Abs(tables.Distance(pair, model, 200) - fewer.Distance(pair, model, 200)), 0, rows);
        }

        for (int column = 0; column < s_sizes.Length; column++)
        {
            long[] all = PairCounts.OfColumn(table.Column(column), s_sizes[column]);
            long[] left = PairCounts.OfColumn(without.Column(column), s_sizes[column]);
            Assert.Equal(rows, all.Zip(left, (more, less) => more - less).Sum());
        }
    }

    [Fact]
    public void All_rows_of_a_person_in_one_cell_reach_the_declared_sensitivity()
    {
        ushort[][] columns = [.. s_sizes.Select(_ => new ushort[RowsPerPerson])];
        PairTables tables = Pairs(new DiscreteTable(Tables.Chain(1, 1, s_sizes).Domain, columns));
        Assert.Equal(RowsPerPerson, tables.Counts(0)[0]);
    }

    private static PairTables Pairs(DiscreteTable table) => new([.. Enumerable.Range(0, s_sizes.Length).Select(column => table.Column(column).ToArray())], s_sizes, 2);
}
