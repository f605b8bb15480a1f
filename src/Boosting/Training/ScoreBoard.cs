using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Blocks;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>The raw scores of a data set's rows under the trees so far, output after output.</summary>
internal sealed unsafe class ScoreBoard
{
    private const int PieceRows = 1 << 14;

    private readonly BinnedTable _table;
    private readonly int _rows;

    public ScoreBoard(TrainingData data, int outputs)
    {
        _table = data.Table;
        _rows = data.RowCount;
        Scores = new double[(long)_rows * outputs];
        data.InitialScores?.CopyTo(Scores, 0);
    }

    public double[] Scores { get; }

    /// <summary>Adds a constant to one output's scores.</summary>
    public void Add(int output, double value)
    {
        foreach (ref double score in Of(output))
        {
            score += value;
        }
    }

    /// <summary>Adds a tree's outputs to the rows it was grown on: their leaves are known.</summary>
    public void AddToBag(int output, GrownTree tree, RowBlocks blocks, double[] values, Team team)
    {
        team.Run(blocks.Count, (_, block) =>
        {
            Span<double> scores = Of(output)[blocks.FirstRow(block)..];
            foreach (Leaf leaf in tree.Leaves)
            {
                double value = values[leaf.Index];
                foreach (ushort offset in blocks.Offsets.Span.Slice(leaf.Rows.StartOf(block), leaf.Rows.CountOf(block)))
                {
                    scores[offset] += value;
                }
            }
        });
    }

    /// <summary>Adds a tree's outputs to the rows that are not in the bag.</summary>
    public void AddOutOfBag(int output, TreeBuilder tree, double[] values, int[] bag, Team team)
    {
        bool[] inBag = new bool[_rows];
        foreach (int row in bag)
        {
            inBag[row] = true;
        }

        AddWhere(output, tree, values, row => !inBag[row], team);
    }

    /// <summary>Adds a tree's outputs to all rows.</summary>
    public void AddToAll(int output, TreeBuilder tree, double[] values, Team team) => AddWhere(output, tree, values, _ => true, team);

    private void AddWhere(int output, TreeBuilder tree, double[] values, Func<int, bool> isMeant, Team team)
    {
        team.Run((_rows + PieceRows - 1) / PieceRows, (_, piece) =>
        {
            Span<double> scores = Of(output);
            int end = Math.Min(_rows, (piece + 1) * PieceRows);
            for (int row = piece * PieceRows; row < end; row++)
            {
                if (isMeant(row))
                {
                    scores[row] += values[tree.LeafOf(_table.Columns, row)];
                }
            }
        });
    }

    private Span<double> Of(int output) => Scores.AsSpan(output * _rows, _rows);
}
