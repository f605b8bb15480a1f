using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Bundles;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>The codes row by row, in the lanes of a <see cref="LaneLayout"/>: what a histogram pass reads.</summary>
internal sealed unsafe class RowMatrix
{
    private const int RowsAPiece = 1 << 11;
    private const int LanesALine = 32;

    public RowMatrix(IReadOnlyList<BinnedColumn> columns, LaneLayout layout, int rowCount, Team team)
    {
        Layout = layout;
        Stride = StrideFor(layout.Bundles.Count);
        Lanes = new PinnedBuffer<ushort>((long)rowCount * Stride);
        team.Run((rowCount + RowsAPiece - 1) / RowsAPiece, (_, piece) =>
        {
            int start = piece * RowsAPiece;
            Fill(columns, start, Math.Min(RowsAPiece, rowCount - start));
        });
    }

    public LaneLayout Layout { get; }

    /// <summary>Lanes from a row to the next.</summary>
    public int Stride { get; }

    /// <summary>For each row and lane the entry of its code, counted from the start of the lane's page.</summary>
    public PinnedBuffer<ushort> Lanes { get; }

    /// <summary>Rows are fetched in random order, so a short one must not straddle two cache lines.</summary>
    private static int StrideFor(int lanes) => lanes switch
    {
        <= 4 => 4,
        <= 8 => 8,
        <= 16 => 16,
        <= LanesALine => LanesALine,
        _ => (lanes + 3) / 4 * 4,
    };

    private void Fill(IReadOnlyList<BinnedColumn> columns, int start, int count)
    {
        Span<ushort> codes = stackalloc ushort[RowsAPiece];
        codes = codes[..count];
        foreach (LanePage page in Layout.Pages)
        {
            for (int lane = page.FirstLane; lane < page.EndLane; lane++)
            {
                ColumnBundle bundle = Layout.Bundles[lane];
                CodeKernel.Start(columns[bundle.FirstColumn], codes, start);
                foreach (BundleStep step in bundle.Steps)
                {
                    CodeKernel.Advance(columns[step.Column], step, codes, start);
                }

                Scatter(codes, Lanes.Pointer + ((long)start * Stride) + lane, Layout.FirstEntryOf(lane) - page.FirstEntry);
            }
        }

        GC.KeepAlive(Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(ReadOnlySpan<ushort> codes, ushort* target, int firstEntry)
    {
        unchecked
        {
            nint stride = Stride;
            for (int i = 0; i < codes.Length; i++)
            {
                target[i * stride] = (ushort)(firstEntry + codes[i]);
            }
        }
    }
}
