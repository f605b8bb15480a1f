using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Adds rows to the histograms of codes: one 64-bit addition a row and lane, which carries gradient and hessian together (see
/// <see cref="PackedGradient"/>). The bound is the stores, so all that matters is to spend nothing else: a lane is its entry or a
/// byte at a known distance, and rows are asked for before they are needed.
/// </summary>
internal static unsafe class HistogramKernel
{
    // Far enough ahead for memory to answer, near enough to stay in the first-level cache.
    private const int PrefetchRows = 24;
    private const int LineBytes = 64;

    /// <param name="matrix">The rows.</param>
    /// <param name="firstRow">The row that the others are counted from.</param>
    /// <param name="rows">The rows to add.</param>
    /// <param name="count">How many.</param>
    /// <param name="gradients">The packed gradient of each row from <paramref name="firstRow"/>.</param>
    /// <param name="entries">The entries added to, in the matrix's layout.</param>
    public static void Add(RowMatrix matrix, int firstRow, ushort* rows, int count, long* gradients, long* entries)
    {
        LaneLayout layout = matrix.Layout;
        byte* bytes = matrix.Bytes.Pointer + ((long)firstRow * matrix.Stride);
        int narrow = layout.NarrowLanes;
        foreach (LanePage page in layout.Pages)
        {
            Shape shape = new(
                page.FirstLane, page.EndLane - page.FirstLane, 2 * layout.WideLanes, narrow, entries + page.FirstEntry, entries + layout.FirstNarrowEntry);
            AddRows(bytes, matrix.Stride, rows, count, gradients, shape);

            // With the first page's lanes; the others are passes for themselves.
            narrow = 0;
        }

        GC.KeepAlive(matrix);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddRows(byte* bytes, nint stride, ushort* rows, nint count, long* gradients, Shape shape)
    {
        unchecked
        {
            nint ahead = Sse.IsSupported ? Math.Min(PrefetchRows, count) : 0;
            for (nint i = 0; i < ahead; i++)
            {
                Ask(bytes, stride, gradients, rows[i]);
            }

            nint at = 0;
            for (; at + PrefetchRows < count; at++)
            {
                Ask(bytes, stride, gradients, rows[at + PrefetchRows]);
                nint row = rows[at];
                AddRow(bytes + (row * stride), gradients[row], shape);
            }

            for (; at < count; at++)
            {
                nint row = rows[at];
                AddRow(bytes + (row * stride), gradients[row], shape);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(byte* bytes, nint stride, long* gradients, nint row)
    {
        if (Sse.IsSupported)
        {
            byte* there = bytes + (row * stride);
            Sse.Prefetch0(there);
            Sse.Prefetch0(gradients + row);
            if (stride > LineBytes)
            {
                Sse.Prefetch0(there + stride - 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow(byte* row, long gradient, in Shape shape)
    {
        unchecked
        {
            ushort* wide = (ushort*)row + shape.FirstWide;
            ushort* endWide = wide + shape.Wide;
            byte* entries = (byte*)shape.WideEntries;
            for (; wide + 4 <= endWide; wide += 4)
            {
                *(long*)(entries + ((nuint)wide[0] * 8)) += gradient;
                *(long*)(entries + ((nuint)wide[1] * 8)) += gradient;
                *(long*)(entries + ((nuint)wide[2] * 8)) += gradient;
                *(long*)(entries + ((nuint)wide[3] * 8)) += gradient;
            }

            for (; wide < endWide; wide++)
            {
                *(long*)(entries + ((nuint)(*wide) * 8)) += gradient;
            }

            const nuint Slot = LaneLayout.NarrowEntries * 8;
            byte* narrow = row + shape.NarrowStart;
            byte* endNarrow = narrow + shape.Narrow;
            entries = (byte*)shape.NarrowEntries;
            for (; narrow + 8 <= endNarrow; narrow += 8)
            {
                *(long*)(entries + ((nuint)narrow[0] * 8)) += gradient;
                *(long*)(entries + ((nuint)narrow[1] * 8) + Slot) += gradient;
                *(long*)(entries + ((nuint)narrow[2] * 8) + (2 * Slot)) += gradient;
                *(long*)(entries + ((nuint)narrow[3] * 8) + (3 * Slot)) += gradient;
                *(long*)(entries + ((nuint)narrow[4] * 8) + (4 * Slot)) += gradient;
                *(long*)(entries + ((nuint)narrow[5] * 8) + (5 * Slot)) += gradient;
                *(long*)(entries + ((nuint)narrow[6] * 8) + (6 * Slot)) += gradient;
                *(long*)(entries + ((nuint)narrow[7] * 8) + (7 * Slot)) += gradient;
                entries += 8 * Slot;
            }

            for (; narrow < endNarrow; narrow++)
            {
                *(long*)(entries + ((nuint)(*narrow) * 8)) += gradient;
                entries += Slot;
            }
        }
    }

    /// <summary>What of a row is added, and where to.</summary>
    private readonly struct Shape(nint firstWide, nint wide, nint narrowStart, nint narrow, long* wideEntries, long* narrowEntries)
    {
        /// <summary>The first wide lane of the page.</summary>
        public readonly nint FirstWide = firstWide;

        /// <summary>How many wide lanes it has.</summary>
        public readonly nint Wide = wide;

        /// <summary>The byte of a row where narrow lanes start.</summary>
        public readonly nint NarrowStart = narrowStart;

        /// <summary>How many narrow lanes are added.</summary>
        public readonly nint Narrow = narrow;

        /// <summary>What the wide lanes count from.</summary>
        public readonly long* WideEntries = wideEntries;

        /// <summary>The first narrow lane's entries.</summary>
        public readonly long* NarrowEntries = narrowEntries;
    }
}
