using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>The raw scores of a data set's rows under the trees so far.</summary>
internal sealed unsafe class ScoreBoard
{
    private const int PieceRows = 1 << 14;

    private readonly BinnedTable _table;

    public ScoreBoard(BinnedTable table, double start)
    {
        _table = table;
        Scores = new double[table.RowCount];
        Array.Fill(Scores, start);
    }

    public double[] Scores { get; }

    /// <summary>Adds a tree's outputs to the rows it was grown on: the partition knows their leaves.</summary>
    public void AddToBag(GrownTree tree, RowPartition partition, double[] outputs, Team team)
    {
        List<(int Start, int End, double Output)> pieces = [];
        foreach (Leaf leaf in tree.Leaves)
        {
            for (int start = leaf.Start; start < leaf.Start + leaf.Count; start += PieceRows)
            {
                pieces.Add((start, Math.Min(start + PieceRows, leaf.Start + leaf.Count), outputs[leaf.Index]));
            }
        }

        team.Run(pieces.Count, (_, index) =>
        {
            (int start, int end, double output) = pieces[index];
            foreach (int row in partition.Rows.Span[start..end])
            {
                Scores[row] += output;
            }
        });
    }

    /// <summary>Adds a tree's outputs to the rows that are not in the bag.</summary>
    public void AddOutOfBag(TreeBuilder tree, double[] outputs, int[] bag, Team team)
    {
        bool[] inBag = new bool[Scores.Length];
        foreach (int row in bag)
        {
            inBag[row] = true;
        }

        AddWhere(tree, outputs, row => !inBag[row], team);
    }

    /// <summary>Adds a tree's outputs to all rows.</summary>
    public void AddToAll(TreeBuilder tree, double[] outputs, Team team) => AddWhere(tree, outputs, _ => true, team);

    private void AddWhere(TreeBuilder tree, double[] outputs, Func<int, bool> isMeant, Team team)
    {
        team.Run((Scores.Length + PieceRows - 1) / PieceRows, (_, piece) =>
        {
            int end = Math.Min(Scores.Length, (piece + 1) * PieceRows);
            for (int row = piece * PieceRows; row < end; row++)
            {
                if (isMeant(row))
                {
                    Scores[row] += outputs[tree.LeafOf(_table.Columns, row)];
                }
            }
        });
    }
}
