using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>The rows of a bag, those of each leaf side by side and in rising order.</summary>
internal sealed unsafe class RowPartition
{
    private const int PieceRows = 1 << 14;

    private readonly Team _team;
    private readonly PinnedBuffer<int> _left;
    private readonly PinnedBuffer<int> _right;
    private readonly int[] _leftOfPiece;

    public RowPartition(int rowCount, Team team)
    {
        _team = team;
        Rows = new PinnedBuffer<int>(rowCount);
        _left = new PinnedBuffer<int>(rowCount);
        _right = new PinnedBuffer<int>(rowCount);
        _leftOfPiece = new int[(rowCount / PieceRows) + 1];
    }

    /// <summary>The row indices.</summary>
    public PinnedBuffer<int> Rows { get; }

    /// <summary>The number of rows in the bag.</summary>
    public int Count { get; private set; }

    /// <summary>Puts all rows of the bag into one leaf.</summary>
    /// <param name="bag">The rows in rising order; null for all.</param>
    public void Reset(int[]? bag)
    {
        Count = bag?.Length ?? (int)Rows.Length;
        if (bag is not null)
        {
            bag.CopyTo(Rows.Span);
            return;
        }

        Span<int> rows = Rows.Span;
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }
    }

    /// <summary>Splits the rows from <paramref name="start"/>: those that go left come first.</summary>
    /// <returns>How many go left.</returns>
    public int Split(int start, int count, BinnedColumn column, BinDecision decision)
    {
        if (count <= PieceRows || _team.Threads == 1)
        {
            int dealt = PartitionKernel.Deal(column, decision, Rows.Pointer + start, count, Rows.Pointer + start, _right.Pointer);
            _right.Span[..(count - dealt)].CopyTo(Rows.Span[(start + dealt)..]);
            return dealt;
        }

        int pieces = (count + PieceRows - 1) / PieceRows;
        _team.Run(pieces, (_, piece) =>
        {
            int from = piece * PieceRows;
            int length = Math.Min(PieceRows, count - from);
            _leftOfPiece[piece] = PartitionKernel.Deal(
                column, decision, Rows.Pointer + start + from, length, _left.Pointer + start + from, _right.Pointer + start + from);
        });

        int left = 0;
        for (int piece = 0; piece < pieces; piece++)
        {
            (left, _leftOfPiece[piece]) = (left + _leftOfPiece[piece], left);
        }

        _team.Run(pieces, (_, piece) => Gather(start, count, left, piece, pieces));
        return left;
    }

    /// <summary>Copies what a piece dealt out to where the pieces before it end.</summary>
    private void Gather(int start, int count, int left, int piece, int pieces)
    {
        int from = piece * PieceRows;
        int length = Math.Min(PieceRows, count - from);
        int leftBefore = _leftOfPiece[piece];
        int leftHere = (piece + 1 < pieces ? _leftOfPiece[piece + 1] : left) - leftBefore;
        Span<int> rows = Rows.Span;
        _left.Span.Slice(start + from, leftHere).CopyTo(rows[(start + leftBefore)..]);
        _right.Span.Slice(start + from, length - leftHere).CopyTo(rows[(start + left + from - leftBefore)..]);
    }
}
