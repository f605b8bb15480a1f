using EnclaveCleanRoom.SyntheticData.Sampling;

namespace EnclaveCleanRoom.SyntheticData.Tests.Sampling;

public sealed class GroupedDrawTests
{
    private static readonly ulong[] s_seed = [1, 2, 3, 4];

    [Fact]
    public void Every_cell_of_a_group_gets_its_expected_number_of_rows_rounded_up_or_down()
    {
        int[] groups = [.. Enumerable.Range(0, 10_000).Select(row => row % 3)];
        double[] weights = [1, 2, 3, 4, 0, 1, 5, 5, 5];
        int[] cells = new int[groups.Length];
        GroupedDraw.Draw(groups, 3, weights, s_seed, 0, 2, cells);
        for (int group = 0; group < 3; group++)
        {
            int rows = groups.Count(own => own == group);
            double sum = weights[(group * 3)..((group * 3) + 3)].Sum();
            for (int cell = 0; cell < 3; cell++)
            {
                int drawn = Enumerable.Range(0, groups.Length).Count(row => groups[row] == group && cells[row] == cell);
                Assert.InRange(drawn - (rows * weights[(group * 3) + cell] / sum), -1, 1);
            }
        }
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        int[] groups = [.. Enumerable.Range(0, 50_000).Select(row => row * 7 % 400)];
        double[] weights = [.. Enumerable.Range(0, 400 * 6).Select(i => (double)(i % 5))];
        (int[] one, int[] many) = (new int[groups.Length], new int[groups.Length]);
        GroupedDraw.Draw(groups, 400, weights, s_seed, 3, 1, one);
        GroupedDraw.Draw(groups, 400, weights, s_seed, 3, 8, many);
        Assert.Equal(one, many);
    }

    [Fact]
    public void Which_row_gets_which_cell_is_not_tied_to_the_order_of_rows()
    {
        int[] cells = new int[100_000];
        GroupedDraw.Draw(new int[cells.Length], 1, [1, 1], s_seed, 0, 1, cells);
        Assert.InRange(cells[..50_000].Sum(), 24_000, 26_000);
        Assert.Equal(50_000, cells.Sum(), 1.0);
    }

    [Fact]
    public void Cells_of_no_weight_get_no_row()
    {
        int[] cells = new int[1001];
        GroupedDraw.Draw(new int[cells.Length], 1, [0, 0.1, 0, 0.7, 0], s_seed, 0, 1, cells);
        Assert.All(cells, cell => Assert.True(cell is 1 or 3));
    }
}
