using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Adds rows to a histogram: one 64-bit addition a row and column, which carries gradient and hessian together (see
/// <see cref="PackedGradient"/>). The bound is one store a cycle, so all that matters is to spend nothing else:
/// eight lanes are read as one word, bins are zero-extended once, and distances are constants of the addressing mode.
/// </summary>
internal static unsafe class HistogramKernel
{
    // Far enough ahead for memory to answer, near enough to stay in the first-level cache.
    private const int PrefetchRows = 24;

    /// <param name="matrix">The rows.</param>
    /// <param name="rows">The indices of the rows to add, readable for 24 more than given; null for the rows <paramref name="start"/> to <paramref name="end"/> themselves.</param>
    /// <param name="start">The first index.</param>
    /// <param name="end">One past the last index.</param>
    /// <param name="gradients">The packed gradient of each row of the matrix.</param>
    /// <param name="histogram">The histogram added to, in the matrix's layout.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(RowMatrix matrix, int* rows, int start, int end, long* gradients, long* histogram)
    {
        HistogramLayout layout = matrix.Layout;
        byte* narrow = matrix.Narrow.Pointer;
        nint stride = matrix.Stride;
        nint large = layout.LargeBlocks * HistogramLayout.LanesPerBlock;
        nint medium = large + (layout.MediumBlocks * HistogramLayout.LanesPerBlock);
        nint small = medium + (layout.SmallBlocks * HistogramLayout.LanesPerBlock);
        unchecked
        {
            for (int i = start; i < end; i++)
            {
                nint row = i;
                if (rows != null)
                {
                    row = rows[i];
                    if (Sse.IsSupported)
                    {
                        nint ahead = rows[i + PrefetchRows];
                        Sse.Prefetch0(narrow + (ahead * stride));
                        Sse.Prefetch0(gradients + ahead);
                    }
                }

                long gradient = gradients[row];
                byte* lanes = narrow + (row * stride);
                long* bins = AddBlocks<IHistogramStride.Large>(lanes, lanes + large, histogram, gradient);
                bins = AddBlocks<IHistogramStride.Medium>(lanes + large, lanes + medium, bins, gradient);
                AddBlocks<IHistogramStride.Small>(lanes + medium, lanes + small, bins, gradient);
            }
        }

        GC.KeepAlive(matrix);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long* AddBlocks<TStride>(byte* lanes, byte* end, long* bins, long gradient)
        where TStride : struct, IHistogramStride
    {
        unchecked
        {
            for (; lanes < end; lanes += HistogramLayout.LanesPerBlock)
            {
                ulong word = *(ulong*)lanes;
                *(bins + (nuint)(byte)word) += gradient;
                *(long*)((byte*)(bins + (nuint)(byte)(word >> 8)) + (TStride.Entries * 8)) += gradient;
                *(long*)((byte*)(bins + (nuint)(byte)(word >> 16)) + (TStride.Entries * 16)) += gradient;
                *(long*)((byte*)(bins + (nuint)(byte)(word >> 24)) + (TStride.Entries * 24)) += gradient;
                *(long*)((byte*)(bins + (nuint)(byte)(word >> 32)) + (TStride.Entries * 32)) += gradient;
                *(long*)((byte*)(bins + (nuint)(byte)(word >> 40)) + (TStride.Entries * 40)) += gradient;
                *(long*)((byte*)(bins + (nuint)(byte)(word >> 48)) + (TStride.Entries * 48)) += gradient;
                *(long*)((byte*)(bins + (nuint)(word >> 56)) + (TStride.Entries * 56)) += gradient;
                bins += TStride.Entries * HistogramLayout.LanesPerBlock;
            }
        }

        return bins;
    }
}
