using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Adds rows to the histograms of codes: one 64-bit addition a row and lane, which carries gradient and hessian together (see
/// <see cref="PackedGradient"/>). The bound is the stores, so all that matters is to spend nothing else: a lane is its entry, and
/// rows are asked for before they are needed.
/// </summary>
internal static unsafe class HistogramKernel
{
    // Far enough ahead for memory to answer, near enough to stay in the first-level cache.
    private const int PrefetchRows = 24;
    private const int LanesALine = 32;

    /// <param name="matrix">The rows.</param>
    /// <param name="rows">The indices of the rows to add, readable for 24 more than given; null for the rows <paramref name="start"/> to <paramref name="end"/> themselves.</param>
    /// <param name="start">The first index.</param>
    /// <param name="end">One past the last index.</param>
    /// <param name="gradients">The packed gradient of each row of the matrix.</param>
    /// <param name="entries">The entries added to, in the matrix's layout.</param>
    public static void Add(RowMatrix matrix, int* rows, int start, int end, long* gradients, long* entries)
    {
        foreach (LanePage page in matrix.Layout.Pages)
        {
            ushort* lanes = matrix.Lanes.Pointer + page.FirstLane;
            if (rows == null)
            {
                AddRange(lanes, matrix.Stride, page.EndLane - page.FirstLane, start, end, gradients, entries + page.FirstEntry);
            }
            else
            {
                AddListed(lanes, matrix.Stride, page.EndLane - page.FirstLane, rows + start, rows + end, gradients, entries + page.FirstEntry);
            }
        }

        GC.KeepAlive(matrix);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddRange(ushort* lanes, nint stride, nint count, nint start, nint end, long* gradients, long* entries)
    {
        unchecked
        {
            for (nint row = start; row < end; row++)
            {
                if (Sse.IsSupported)
                {
                    // What lies past the last row is never read, only asked for.
                    Sse.Prefetch0(lanes + ((row + PrefetchRows) * stride));
                }

                AddRow(lanes + (row * stride), count, gradients[row], entries);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddListed(ushort* lanes, nint stride, nint count, int* rows, int* end, long* gradients, long* entries)
    {
        unchecked
        {
            for (; rows < end; rows++)
            {
                if (Sse.IsSupported)
                {
                    nint ahead = rows[PrefetchRows];
                    ushort* there = lanes + (ahead * stride);
                    Sse.Prefetch0(there);
                    Sse.Prefetch0(gradients + ahead);
                    if (count > LanesALine)
                    {
                        Sse.Prefetch0(there + count - 1);
                    }
                }

                nint row = *rows;
                AddRow(lanes + (row * stride), count, gradients[row], entries);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(ushort* lanes, nint count, long gradient, long* entries)
    {
        unchecked
        {
            ushort* end = lanes + count;
            for (; lanes + 8 <= end; lanes += 8)
            {
                entries[(nuint)lanes[0]] += gradient;
                entries[(nuint)lanes[1]] += gradient;
                entries[(nuint)lanes[2]] += gradient;
                entries[(nuint)lanes[3]] += gradient;
                entries[(nuint)lanes[4]] += gradient;
                entries[(nuint)lanes[5]] += gradient;
                entries[(nuint)lanes[6]] += gradient;
                entries[(nuint)lanes[7]] += gradient;
            }

            for (; lanes < end; lanes++)
            {
                entries[(nuint)(*lanes)] += gradient;
            }
        }
    }
}
