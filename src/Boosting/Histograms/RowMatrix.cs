using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Bundles;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>The codes row by row, in the lanes of a <see cref="LaneLayout"/>: what a histogram pass reads.</summary>
internal sealed unsafe class RowMatrix
{
    private const int RowsAPiece = 1 << 11;
    private const int LineBytes = 64;

    public RowMatrix(IReadOnlyList<BinnedColumn> columns, LaneLayout layout, int rowCount, Team team)
    {
        Layout = layout;
        Stride = StrideFor(layout.RowBytes);
        Bytes = new PinnedBuffer<byte>((long)rowCount * Stride);
        team.Run((rowCount + RowsAPiece - 1) / RowsAPiece, (_, piece) =>
        {
            int start = piece * RowsAPiece;
            Fill(columns, start, Math.Min(RowsAPiece, rowCount - start));
        });
    }

    public LaneLayout Layout { get; }

    /// <summary>Bytes from a row to the next.</summary>
    public int Stride { get; }

    /// <summary>The rows: of each the wide lanes, then the narrow ones.</summary>
    public PinnedBuffer<byte> Bytes { get; }

    /// <summary>Rows are fetched in random order, so a short one must not straddle two cache lines.</summary>
    private static int StrideFor(int bytes) => bytes switch
    {
        <= 4 => 4,
        <= 8 => 8,
        <= 16 => 16,
        <= 32 => 32,
        <= LineBytes => LineBytes,
        _ => (bytes + 7) / 8 * 8,
    };

    private void Fill(IReadOnlyList<BinnedColumn> columns, int start, int count)
    {
        Span<ushort> codes = stackalloc ushort[RowsAPiece];
        codes = codes[..count];
        byte* rows = Bytes.Pointer + ((long)start * Stride);
        foreach (LanePage page in Layout.Pages)
        {
            for (int lane = page.FirstLane; lane < page.EndLane; lane++)
            {
                Code(columns, lane, codes, start);
                ScatterWide(codes, (ushort*)rows + lane, Layout.FirstEntryOf(lane) - page.FirstEntry);
            }
        }

        for (int lane = Layout.WideLanes; lane < Layout.Bundles.Count; lane++)
        {
            Code(columns, lane, codes, start);
            ScatterNarrow(codes, rows + Layout.WideLanes + lane);
        }

        GC.KeepAlive(Bytes);
    }

    private void Code(IReadOnlyList<BinnedColumn> columns, int lane, Span<ushort> codes, int start)
    {
        ColumnBundle bundle = Layout.Bundles[lane];
        CodeKernel.Start(columns[bundle.FirstColumn], codes, start);
        foreach (BundleStep step in bundle.Steps)
        {
            CodeKernel.Advance(columns[step.Column], step, codes, start);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScatterWide(ReadOnlySpan<ushort> codes, ushort* target, int firstEntry)
    {
        unchecked
        {
            byte* at = (byte*)target;
            for (int i = 0; i < codes.Length; i++)
            {
                *(ushort*)at = (ushort)(firstEntry + codes[i]);
                at += Stride;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScatterNarrow(ReadOnlySpan<ushort> codes, byte* target)
    {
        unchecked
        {
            for (int i = 0; i < codes.Length; i++)
            {
                *target = (byte)codes[i];
                target += Stride;
            }
        }
    }
}
