using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>The bins row by row, in the lanes of a <see cref="HistogramLayout"/>: what a histogram pass reads.</summary>
internal sealed unsafe class RowMatrix
{
    private const int RowsAPiece = 1 << 12;

    public RowMatrix(IReadOnlyList<BinnedColumn> columns, HistogramLayout layout, int rowCount, Team team)
    {
        Layout = layout;
        Stride = StrideFor(layout.Lanes.Count);
        WideStride = layout.Wide.Count;
        Narrow = new PinnedBuffer<byte>((long)rowCount * Stride);
        Wide = new PinnedBuffer<ushort>((long)rowCount * WideStride);
        team.Run((rowCount + RowsAPiece - 1) / RowsAPiece, (_, piece) =>
        {
            int start = piece * RowsAPiece;
            int end = Math.Min(rowCount, start + RowsAPiece);
            FillNarrow(columns, start, end);
            FillWide(columns, start, end);
        });
    }

    public HistogramLayout Layout { get; }

    /// <summary>Bytes from a row to the next.</summary>
    public int Stride { get; }

    /// <summary>Values from a row of wide columns to the next.</summary>
    public int WideStride { get; }

    public PinnedBuffer<byte> Narrow { get; }

    public PinnedBuffer<ushort> Wide { get; }

    /// <summary>Rows are fetched in random order, so none may straddle more cache lines than it must.</summary>
    private static int StrideFor(int lanes) => lanes switch
    {
        <= 8 => 8,
        <= 16 => 16,
        <= 32 => 32,
        _ => (lanes + 63) / 64 * 64,
    };

    private void FillNarrow(IReadOnlyList<BinnedColumn> columns, int start, int end)
    {
        for (int lane = 0; lane < Layout.Lanes.Count; lane++)
        {
            int column = Layout.Lanes[lane];
            if (column < 0)
            {
                continue;
            }

            byte* source = columns[column].Narrow!.Pointer;
            byte* target = Narrow.Pointer + lane;
            for (int row = start; row < end; row++)
            {
                target[(long)row * Stride] = source[row];
            }
        }
    }

    private void FillWide(IReadOnlyList<BinnedColumn> columns, int start, int end)
    {
        for (int j = 0; j < Layout.Wide.Count; j++)
        {
            ushort* source = columns[Layout.Wide[j]].Wide!.Pointer;
            ushort* target = Wide.Pointer + j;
            for (int row = start; row < end; row++)
            {
                target[(long)row * WideStride] = source[row];
            }
        }
    }
}
